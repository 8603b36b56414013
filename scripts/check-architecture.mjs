// The tree in docs/architecture.md must name every folder of the root and of lib, and every feature, and none that does
// not exist.
import { runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const document = 'docs/architecture.md'
const features = 'lib/features/<noun>/'
const folderName = /(?:^| {3,})([\w.-]+\/(?:[\w.<>-]+\/)*)(?= )/g

const unique = (names) => [...new Set(names)]

/** The folders named by the tree, except those inside another entry. */
function readTree(text) {
  const [, tree = ''] = /^## Tree\n```\n(.*?)^```/ms.exec(text) ?? []
  const entries = tree.split('\n').filter((line) => !line.startsWith(' '))
  const folders = entries.flatMap((line) => [...line.matchAll(folderName)].map(([, name]) => name))
  const line = entries.find((it) => it.startsWith(features)) ?? ''
  const named = line.slice(features.length).trim()
  return { folders: folders.filter((name) => name !== features), features: named === '' ? [] : named.split(', ') }
}

/** Folders and features that exist only in the tree, or only in the project. */
export function findTreeGaps(root) {
  const text = readText(root, document)
  const { folders, features: named } = readTree(text)
  const paths = sourceFiles(root)
  const below = (pattern) => unique(paths.flatMap((path) => pattern.exec(path)?.[1] ?? []))
  const inRoot = below(/^([^/]+\/)/).filter((name) => name !== 'lib/')
  const present = [...inRoot, ...below(/^(lib\/[^/]+\/)/).filter((name) => name !== 'lib/features/')]
  const nouns = below(/^lib\/features\/([^/]+)\//)
  const without = (some, others) => some.filter((name) => !others.includes(name))
  const messages = [
    ...without(present, folders).map((name) => `the tree does not name ${name}`),
    ...without(folders, below(/^(.+\/)/).concat(present)).map((name) => `the tree names ${name}, which does not exist`),
    ...without(nouns, named).map((name) => `the tree does not name the feature ${name}`),
    ...without(named, nouns).map((name) => `the tree names the feature ${name}, which does not exist`),
  ]
  const line = text.slice(0, text.indexOf('## Tree')).split('\n').length
  return messages.map((message) => ({ file: document, line, message }))
}

await runCheck(import.meta.url, findTreeGaps)
