import 'server-only'
import { noteOf } from '../jobs/job-errors'
import { log } from '../log'
import { writeActivity } from './activity'
import { writeDeviceActivity } from './device-activity'

const everyMs = 60_000

async function write(): Promise<void> {
  for (const writeDown of [writeActivity, writeDeviceActivity])
    await writeDown().catch((error: unknown) => log().error(noteOf(error), 'activity was not written'))
}

/**
 * Stores every minute when sessions and devices were last used in this process. Not a job, because only this process
 * knows. The returned function stores the rest and stops it.
 */
export function keepActivity(): () => Promise<void> {
  const timer = setInterval(() => void write(), everyMs)
  return () => {
    clearInterval(timer)
    return write()
  }
}
