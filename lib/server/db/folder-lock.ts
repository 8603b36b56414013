import { readFileSync, rmSync, writeFileSync } from 'node:fs'

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    // A number may have been given to another program since; only one like ourselves counts.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('embedded')
  } catch {
    return true
  }
}

/**
 * Takes a data folder for this process alone (the embedded database has no lock of its own and two owners corrupt it).
 * Answers the function that gives it back. Throws while another living process holds it.
 */
export function takeFolder(folder: string): () => void {
  const file = `${folder.replace(/\/$/, '')}.lock`
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(readFileSync(file, 'utf8'))
      if (holder > 0 && isAlive(holder))
        throw new Error(`the data folder is in use by process ${holder}`, { cause: error })
      rmSync(file, { force: true })
    }
  }
  throw new Error('the data folder is in use')
}
