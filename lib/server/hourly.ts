import 'server-only'
import { singleton } from './singleton'

const everyMs = 3_600_000

/** Makes a job that is called more often do its work once an hour in this process. */
export function hourly(name: string, work: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    const last = singleton(`hourly.${name}`, () => ({ at: 0 }))
    if (Date.now() - last.at < everyMs) return
    last.at = Date.now()
    await work()
  }
}
