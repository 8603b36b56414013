import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'

const running = new Set()
let isStopped = false

/** Kills the running commands and starts no others. */
export function stopCommands() {
  isStopped = true
  for (const child of running) child.kill('SIGTERM')
}

/**
 * Runs a command to its end. Returns `{ ok, output, seconds }` with both streams in one text; never throws. With a
 * `niceness` (1 to 19) the system runs it only on otherwise idle CPU time.
 */
export function runCommand(command, args, { cwd, env, niceness = 0 } = {}) {
  const began = Date.now()
  if (isStopped) return Promise.resolve({ ok: false, output: 'stopped', seconds: 0 })
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    if (niceness > 0 && child.pid) setPriority(child.pid, niceness)
    let output = ''
    const add = (part) => (output += part)
    child.stdout.setEncoding('utf8').on('data', add)
    child.stderr.setEncoding('utf8').on('data', add)
    const end = (ok) => {
      running.delete(child)
      resolve({ ok, output: output.trim(), seconds: (Date.now() - began) / 1000 })
    }
    child.on('error', (error) => {
      add(error.message)
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

/** Runs jobs, `width` at a time, and returns their results in order. */
export async function runPooled(jobs, width) {
  const results = []
  let next = 0
  const worker = async () => {
    while (next < jobs.length) {
      const turn = next++
      results[turn] = await jobs[turn]()
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
