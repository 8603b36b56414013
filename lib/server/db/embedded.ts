import { type ChildProcess, fork } from 'node:child_process'

export type EmbeddedDatabase = { url: string; stop: () => Promise<void>; onExit: (listener: () => void) => void }

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((done) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 8_000)
    child.once('exit', () => {
      clearTimeout(hard)
      done()
    })
    child.disconnect()
  })
}

/**
 * Starts the embedded PostgreSQL on `folder` (or `memory://`) from its bundled entry file.
 * Rejects when it cannot start, for instance because another process owns the folder.
 */
export function startEmbedded(entry: string, folder: string): Promise<EmbeddedDatabase> {
  const child = fork(entry, [folder], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
  let complaint = ''
  child.stderr?.on('data', (part: Buffer) => {
    complaint = (complaint + part.toString()).slice(-2_000)
  })
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(new Error(`the embedded database did not start: ${complaint.trim()}`))
    child.once('exit', failed)
    child.once('message', (message: { url: string }) => {
      child.off('exit', failed)
      resolve({ url: message.url, stop: () => stop(child), onExit: (listener) => child.once('exit', listener) })
    })
  })
}
