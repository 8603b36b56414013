import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { plant } from './planted.mjs'
import { withProcessLock } from './process-lock.mjs'
import { runCommand } from './run-command.mjs'

const worker = `
import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { withProcessLock } from ${JSON.stringify(new URL('./process-lock.mjs', import.meta.url).href)}
const [lock, log] = process.argv.slice(2)
for (let turn = 0; turn < 5; turn += 1) {
  await withProcessLock(lock, async () => {
    appendFileSync(log, 'in\\n')
    await sleep(5)
    appendFileSync(log, 'out\\n')
  })
}
`

test('only one process at a time holds the lock', async () => {
  const root = plant({ 'worker.mjs': worker, log: '' })
  const args = [join(root, 'worker.mjs'), join(root, 'held/lock'), join(root, 'log')]
  const results = await Promise.all([1, 2, 3].map(() => runCommand(process.execPath, args)))
  expect(results.map(({ ok, output }) => [ok, output.replaceAll(/^Waiting.*$/gm, '')])).toEqual(
    results.map(() => [true, '']),
  )
  const { stdout } = spawnSync('cat', [join(root, 'log')], { encoding: 'utf8' })
  expect(stdout).toBe('in\nout\n'.repeat(15))
  expect(readdirSync(join(root, 'held'))).toEqual([])
})

test('takes over from a dead owner', async () => {
  const lock = join(plant({}), 'held/lock')
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  mkdirSync(lock, { recursive: true })
  writeFileSync(join(lock, String(dead)), '')
  expect(await withProcessLock(lock, () => 'done')).toBe('done')
  expect(readdirSync(dirname(lock))).toEqual([])
})
