import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const running = new Set()

/** Stops every running server; used when a run is aborted. */
export async function stopAllServers() {
  await Promise.allSettled([...running].map((server) => server.stop()))
}

// The last resort when this process ends with an error.
process.on('exit', () => {
  for (const server of running) server.child.kill('SIGKILL')
})

/** A temporary folder, and a function that removes it. */
export function throwAwayFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `dawr-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Starts a server and waits until `isReady()` returns true. Rejects with the server's output if it ends before that or
 * takes longer than `readyWithin` ms. `stop()` sends `stopSignal`, rejects if stopping takes longer than `stopWithin`
 * ms, and calls `onStopped` in any case.
 */
export async function startServer(name, command, args, options) {
  const {
    isReady,
    onStopped = () => {},
    readyWithin = 60_000,
    stopSignal = 'SIGTERM',
    stopWithin = 25_000,
    keptCharacters = 20_000,
  } = options
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    uid: options.uid,
    gid: options.gid,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const keep = (part) => (said = (said + part).slice(-keptCharacters))
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  child.on('error', (error) => keep(`${error.message}\n`))
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })))
  let isOver = false
  void ended.then(() => (isOver = true))

  let stopping
  const server = {
    name,
    child,
    pid: child.pid,
    /** The last part of the server's output. */
    stopReading() {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    said: () => said,
    /** `{ code, signal }` once the process is over. */
    ended,
    stop: () => (stopping ??= stop()),
  }
  async function stop() {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithin)
    const began = Date.now()
    child.kill(stopSignal)
    await ended
    clearTimeout(timer)
    running.delete(server)
    onStopped()
    if (Date.now() - began >= stopWithin) throw new Error(`${name} did not stop within ${stopWithin} ms:\n${said}`)
  }
  running.add(server)

  for (const deadline = Date.now() + readyWithin; ; ) {
    if (isOver || Date.now() > deadline) {
      const what = isOver ? 'ended before it was ready' : 'was not ready in time'
      await server.stop()
      throw new Error(`${name} ${what}:\n${said}`)
    }
    if (await isReady().catch(() => false)) return server
    await sleep(50)
  }
}
