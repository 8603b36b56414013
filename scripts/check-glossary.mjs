// The texts that people see use the terms of docs/glossary.md: one for one thing, in both languages.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runCheck } from './support/check.mjs'
import { readGlossary } from './support/glossary.mjs'
import { flatten } from './support/message-shape.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const folder = 'lib/i18n/messages'
const glossary = 'docs/glossary.md'
const arabic = /[\u0621-\u064a]/
const quoted = { ar: /«([^«»]*)»/g, en: /“([^“”]*)”/g }
/** Names that stand on the screens of others: of a phone's system, and of Dawr in an authenticator app. */
const namesOfOthers = ['Add to Home Screen', 'إضافة إلى الشاشة الرئيسية', 'Dawr']

function readMessages(root, language) {
  const at = join(root, folder, language)
  const names = existsSync(at) ? readdirSync(at).filter((name) => name.endsWith('.json')) : []
  return names.map((name) => {
    const file = `${folder}/${language}/${name}`
    const text = readText(root, file)
    const lineOf = (key) => text.slice(0, Math.max(0, text.indexOf(`"${key.split('.').at(-1)}":`))).split('\n').length
    return { file, namespace: name.slice(0, -5), lineOf, texts: flatten(JSON.parse(text)) }
  })
}

/** What a text says, without its arguments, tags and the syntax of plurals. */
function said(text) {
  return text.replaceAll(/\{\w+, plural,|<\/?\w+>|\{\w+\}|(?:=\d+|zero|one|two|few|many|other) \{/g, ' ')
}

function checkAvoided(words, { file, namespace, lineOf, texts }, report) {
  for (const [key, text] of texts) {
    for (const { says, only, word, instead } of words) {
      if (only !== null && !only.includes(namespace)) continue
      if (says.test(said(text))) report(file, lineOf(key), `${key} says "${word}": ${instead}`)
    }
  }
}

/** A text with an English term has the Arabic one in the other language. */
function checkPairs(terms, english, arabicTexts, report) {
  for (const [key, text] of english.texts) {
    const other = arabicTexts.texts.get(key)
    if (other === undefined) continue
    for (const { en, ar } of terms) {
      if (en.says.test(said(text)) && !ar.says.test(said(other))) {
        report(arabicTexts.file, arabicTexts.lineOf(key), `${key} is about "${en.word}" without "${ar.word}"`)
      }
    }
  }
}

/** A name in quotation marks is what the button or page is called. */
function checkQuoted(language, all, report) {
  const known = new Set([...all.flatMap(({ texts }) => [...texts.values()]), ...namesOfOthers])
  for (const { file, lineOf, texts } of all) {
    for (const [key, text] of texts) {
      for (const [, name] of text.matchAll(quoted[language])) {
        if (/\{\w+\}/.test(name) || known.has(name)) continue
        report(file, lineOf(key), `${key} names "${name}", which nothing on a screen is called`)
      }
    }
  }
}

function checkUsed(terms, language, all, report) {
  const everything = all.flatMap(({ texts }) => [...texts.values()]).join('\n')
  for (const term of terms) {
    if (!term[language].says.test(everything)) report(glossary, term.line, `no text says "${term[language].word}"`)
  }
}

/** Arabic in the code: small pages that stand without the messages, names in the templates, texts to phones. */
function checkCode(root, words, report) {
  const files = sourceFiles(root).filter(
    (file) => /^(app|lib|prisma)\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  )
  for (const file of files) {
    for (const [index, line] of readText(root, file).split('\n').entries()) {
      if (!arabic.test(line)) continue
      for (const { says, only, word, instead } of words) {
        if (only === null && says.test(line)) report(file, index + 1, `"${word}": ${instead}`)
      }
    }
  }
}

/** Texts that depart from the glossary. */
export function findGlossaryFaults(root) {
  const findings = []
  const report = (file, line, message) => findings.push({ file, line, message })
  const { terms, avoided } = readGlossary(readText(root, glossary))
  if (terms.length === 0) report(glossary, 1, 'there are no terms')
  const messages = { ar: readMessages(root, 'ar'), en: readMessages(root, 'en') }
  for (const language of ['ar', 'en']) {
    for (const namespace of messages[language]) checkAvoided(avoided[language], namespace, report)
    checkQuoted(language, messages[language], report)
    checkUsed(terms, language, messages[language], report)
  }
  for (const english of messages.en) {
    const other = messages.ar.find(({ namespace }) => namespace === english.namespace)
    if (other !== undefined) checkPairs(terms, english, other, report)
  }
  checkCode(root, avoided.ar, report)
  return findings
}

await runCheck(import.meta.url, findGlossaryFaults)
