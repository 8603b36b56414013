// Arabic runs from right to left: use logical properties (start and end), so that both directions come from one rule.
import { findInLines, runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const screens = /^(app\/.*|lib\/ui\/.*|lib\/features\/[^/]+\/client\/.*|lib\/client\/.*)\.tsx?$/
const edge = String.raw`(?<![\w-])-?(?:[a-z-]+:)*!?-?`
const utilities = [
  [new RegExp(`${edge}(?:scroll-)?[mp][lr]-[\\w[(]`), 'ms-, me-, ps-, pe-'],
  [new RegExp(`${edge}(?:left|right)-(?:\\d|px|auto|full|\\[|\\()`), 'start-, end-'],
  [new RegExp(`${edge}(?:text|float|clear)-(?:left|right)(?![\\w-])`), '-start, -end'],
  [new RegExp(`${edge}border-[lr](?:-|(?![\\w-]))`), 'border-s, border-e'],
  [new RegExp(`${edge}rounded-(?:[lr]|[tb][lr])(?:-|(?![\\w-]))`), 'rounded-s, rounded-e, rounded-ss …'],
]
const styleKeys =
  /\b((margin|padding)(Left|Right)|border(Left|Right)\w*|border(Top|Bottom)(Left|Right)Radius|scroll(Margin|Padding)(Left|Right))\s*:/
const styleEdges = /style=\{\{[^}]*\b(left|right)\s*:|\b(textAlign|float|clear)\s*:\s*['"](left|right)['"]/
const declarations =
  /(^|[\s;{])((scroll-)?(margin|padding)-(left|right)|border-(left|right)(-\w+)?|border-(top|bottom)-(left|right)-radius|left|right)\s*:/
const values = /(^|[\s;{])(text-align|float|clear)\s*:\s*(left|right)\b/
const excuse = /(\/\*|\/\/)\s*physical: \S.{9,}/

function faultsOf(path, line, previous) {
  if (excuse.test(line) || excuse.test(previous)) return []
  if (/^\s*(\*|\/\/|\/\*)/.test(line)) return []
  const faults = path.endsWith('.css') ? cssFaults(line) : codeFaults(line)
  return faults.map((instead) => `physical direction: use ${instead}, or explain it with "physical: <reason>"`)
}

function cssFaults(line) {
  const faults = utilityFaults(line.includes('@apply') ? line : '')
  if (declarations.test(line)) faults.push('the -inline-start and -inline-end properties')
  if (values.test(line)) faults.push('start and end')
  return faults
}

function codeFaults(line) {
  const faults = utilityFaults(line)
  if (styleKeys.test(line) || styleEdges.test(line)) faults.push('the …InlineStart and …InlineEnd properties')
  return faults
}

function utilityFaults(line) {
  return utilities.flatMap(([pattern, instead]) => (pattern.test(line) ? [instead] : []))
}

/** Physical directions in style sheets and components. */
export function findPhysicalDirections(root) {
  return sourceFiles(root)
    .filter((path) => path.endsWith('.css') || (screens.test(path) && !/\.test\.tsx?$/.test(path)))
    .flatMap((path) => findInLines(path, readText(root, path), (line, previous) => faultsOf(path, line, previous)))
}

await runCheck(import.meta.url, findPhysicalDirections)
