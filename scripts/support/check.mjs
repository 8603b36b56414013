import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const projectRoot = join(fileURLToPath(import.meta.url), '../../..')

/**
 * Runs a check when its file is the main program: prints one `file:line message` per finding and fails if there is one.
 * `find(root)` returns findings `{ file, line, message }`; the self-tests call it on a separate folder.
 */
export async function runCheck(moduleUrl, find) {
  if (process.argv[1] !== fileURLToPath(moduleUrl)) return
  const findings = await find(projectRoot)
  for (const { file, line, message } of findings) console.error(`${file}:${line} ${message}`)
  if (findings.length > 0) {
    console.error(`${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`)
    process.exitCode = 1
  }
}

/** Findings of a test applied to each line of a text: `test(line, previousLine)` returns messages. */
export function findInLines(file, text, test) {
  const lines = text.split('\n')
  return lines.flatMap((line, index) =>
    test(line, lines[index - 1] ?? '').map((message) => ({ file, line: index + 1, message })),
  )
}
