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
 * Writes down every minute when sessions and devices were last used in this process. Not a job: what a process has noted in
 * its memory no other can write. The answer writes the rest and ends it.
 */
export function keepActivity(): () => Promise<void> {
  const timer = setInterval(() => void write(), everyMs)
  return () => {
    clearInterval(timer)
    return write()
  }
}
