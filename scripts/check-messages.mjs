// Both languages must have the same namespaces, keys and arguments, the plural forms of their language, and a text for each
// error.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runCheck } from './support/check.mjs'
import { flatten, shapeOf } from './support/message-shape.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const folder = 'lib/i18n/messages'
const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other']
const usage = /\b(?:useTranslations|getTranslations)\(\s*(?:\{[^}]*?namespace:\s*)?['"]([\w-]+)/g

const pathOf = (language, namespace) => `${folder}/${language}/${namespace}.json`

function namespacesOf(root, language) {
  const at = join(root, folder, language)
  if (!existsSync(at)) return []
  return readdirSync(at)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5))
}

function lineOf(text, key) {
  const last = key.split('.').at(-1)
  return text.slice(0, Math.max(0, text.indexOf(`"${last}"`))).split('\n').length
}

/** Parses one message file; returns the shapes by key, and reports messages that cannot be parsed. */
function readShapes(root, language, namespace, report) {
  const file = pathOf(language, namespace)
  const text = readText(root, file)
  const shapes = new Map()
  for (const [key, message] of flatten(JSON.parse(text))) {
    try {
      shapes.set(key, shapeOf(message))
    } catch (error) {
      report(file, lineOf(text, key), `${key} is not a valid message: ${error.message}`)
    }
  }
  return { file, shapes, line: (key) => lineOf(text, key) }
}

function compare(from, to, report) {
  for (const [key, { args }] of from.shapes) {
    const other = to.shapes.get(key)
    if (other === undefined) {
      report(from.file, from.line(key), `${key} is not in ${to.file}`)
      continue
    }
    for (const arg of args) {
      if (!other.args.has(arg)) report(from.file, from.line(key), `${key} takes {${arg}}, which ${to.file} does not`)
    }
  }
}

/** The plural forms that a language has. The text of any other is never shown: English says "twice" by `=2`. */
function formsOf(language, ordinal) {
  return new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' }).resolvedOptions().pluralCategories
}

function checkPlurals(language, { file, line, shapes }, report) {
  for (const [key, { plurals }] of shapes) {
    for (const { arg, ordinal, forms } of plurals) {
      const known = formsOf(language, ordinal)
      const unknown = forms.filter((form) => !form.startsWith('=') && !known.includes(form))
      if (unknown.length > 0) {
        report(
          file,
          line(key),
          `${key} counts {${arg}} with ${unknown.join(', ')}, which ${language} does not have: use =n`,
        )
      }
      const missing = language === 'ar' && !ordinal ? arabicForms.filter((form) => !forms.includes(form)) : []
      if (missing.length > 0) report(file, line(key), `${key} counts {${arg}} without ${missing.join(', ')}`)
    }
  }
}

/** A digit in an Arabic text would be of one script on a branch that writes the other: formatted arguments and words are not. */
function checkDigits(root, namespace, report) {
  const file = pathOf('ar', namespace)
  const text = readText(root, file)
  for (const [key, message] of flatten(JSON.parse(text))) {
    if (/[٠-٩]/.test(message))
      report(file, lineOf(text, key), `${key} has a digit: use an argument from the formats, or a word`)
  }
}

function checkErrors(root, shapes, report) {
  const source = 'lib/shared/errors.ts'
  if (!existsSync(join(root, source))) return
  const block = /errorStatus = \{([\s\S]*?)\n\}/.exec(readText(root, source))?.[1] ?? ''
  const codes = [...block.matchAll(/^\s+(\w+): \d{3},/gm)].map((match) => match[1])
  if (codes.length === 0) report(source, 1, 'no error codes found: was errorStatus moved?')
  for (const code of codes) {
    if (!shapes?.has(code)) report(pathOf('ar', 'errors'), 1, `the error ${code} has no text`)
  }
}

function checkUse(root, namespaces, report) {
  const used = new Set()
  for (const file of sourceFiles(root).filter((path) => /^(app|lib)\/.*\.tsx?$/.test(path))) {
    const text = readText(root, file)
    for (const match of text.matchAll(usage)) {
      used.add(match[1])
      const line = text.slice(0, match.index).split('\n').length
      if (!namespaces.includes(match[1])) report(file, line, `there is no namespace ${match[1]} in ${folder}`)
    }
  }
  for (const name of namespaces)
    if (!used.has(name)) report(pathOf('ar', name), 1, `nothing uses the namespace ${name}`)
}

/** Differences between the languages, and missing texts. */
export function findMessageFaults(root) {
  const findings = []
  const report = (file, line, message) => findings.push({ file, line, message })
  const languages = { ar: namespacesOf(root, 'ar'), en: namespacesOf(root, 'en') }
  const all = [...new Set([...languages.ar, ...languages.en])].sort()
  if (all.length === 0) report(folder, 1, 'there are no messages')
  for (const namespace of all) {
    const missing = ['ar', 'en'].find((language) => !languages[language].includes(namespace))
    if (missing !== undefined) {
      report(pathOf(missing, namespace), 1, 'is missing')
      continue
    }
    const arabic = readShapes(root, 'ar', namespace, report)
    const english = readShapes(root, 'en', namespace, report)
    compare(arabic, english, report)
    compare(english, arabic, report)
    checkPlurals('ar', arabic, report)
    checkDigits(root, namespace, report)
    checkPlurals('en', english, report)
    if (namespace === 'errors') checkErrors(root, arabic.shapes, report)
  }
  if (!all.includes('errors')) checkErrors(root, undefined, report)
  checkUse(root, all, report)
  return findings
}

await runCheck(import.meta.url, findMessageFaults)
