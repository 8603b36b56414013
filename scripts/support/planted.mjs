import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Creates a project from `{ path: text }`, deleted after the running test. */
export function plant(files) {
  const root = mkdtempSync(join(tmpdir(), 'dawr-planted-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

/** Findings as printed lines. */
export function lines(findings) {
  return findings.map(({ file, line, message }) => `${file}:${line} ${message}`)
}
