import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function ownerOf(path) {
  try {
    const name = readdirSync(path)[0]
    return name === undefined ? null : Number(name)
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * Runs `work` while no other process runs under the same lock. The lock is a folder with one file named after its
 * owner: moving a folder onto a non-empty one fails, and only one process can rename the file of a dead owner.
 */
export async function withProcessLock(path, work, say = console.error) {
  const me = String(process.pid)
  mkdirSync(dirname(path), { recursive: true })
  for (let turn = 0; ; turn += 1) {
    if (tryToTake(path, me)) break
    if (turn === 5) say(`Waiting for process ${ownerOf(path)}, which holds ${path} …`)
    await sleep(100)
  }
  try {
    return await work()
  } finally {
    rmSync(join(path, me), { force: true })
    try {
      rmdirSync(path)
    } catch (error) {
      // The next owner may already hold it.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
    }
  }
}

function tryToTake(path, me) {
  const owner = ownerOf(path)
  if (owner !== null) {
    // Our own pid can only be that of an earlier, dead process: containers reuse pids.
    if (owner !== process.pid && isAlive(owner)) return false
    return moved(join(path, String(owner)), join(path, me))
  }
  const mine = mkdtempSync(join(dirname(path), `.${basename(path)}-`))
  writeFileSync(join(mine, me), '')
  const taken = moved(mine, path)
  if (!taken) rmSync(mine, { recursive: true, force: true })
  return taken
}

function moved(from, to) {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) return false
    throw error
  }
}
