import { keep, readKept } from '@/lib/client/browser-store'
import type { BranchDto } from '@/lib/features/branches/contract'
import type { LocalisedText } from '@/lib/shared/fields'
import type { QueueSnapshot } from '../../contract'

const key = 'console-line'

/** The line that a console showed last, as the hall shows it: codes, never names. `at` is when it was known to be true. */
export type LastLine = {
  branch: Pick<BranchDto, 'digits' | 'timeZone'>
  /** The service point; null for staff who only keep the lines. */
  place: LocalisedText | null
  servicePoint: string | null
  queue: QueueSnapshot
  at: string
}

/** Stores the newest line, replacing the previous one. A browser without storage skips it. */
export async function saveLastLine(line: LastLine): Promise<void> {
  try {
    await keep(key, line)
  } catch {
    // The console works without storage; only opening it offline shows less.
  }
}

/** The line stored last, or null. */
export async function readLastLine(): Promise<LastLine | null> {
  try {
    const kept: unknown = await readKept(key)
    return typeof kept === 'object' && kept !== null && 'queue' in kept ? (kept as LastLine) : null
  } catch {
    return null
  }
}
