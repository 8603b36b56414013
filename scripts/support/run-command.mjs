import { spawn } from 'node:child_process'

/** Runs a command to its end. Answers `{ ok, output, seconds }` with both streams in one text; never throws. */
export function runCommand(command, args, { cwd, env } = {}) {
  const began = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const add = (part) => (output += part)
    child.stdout.setEncoding('utf8').on('data', add)
    child.stderr.setEncoding('utf8').on('data', add)
    const end = (ok) => resolve({ ok, output: output.trim(), seconds: (Date.now() - began) / 1000 })
    child.on('error', (error) => {
      add(error.message)
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}

/** Runs jobs, `width` at a time, and answers their results in order. */
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
