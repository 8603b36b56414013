/** Milliseconds between the warning and the end of an idle session. WCAG 2.2 (2.2.1) asks for at least 20 seconds. */
export const warningMs = 2 * 60_000

/** Whether the person counts as present; while warned, the milliseconds left. */
export type Presence = { kind: 'there' | 'over' } | { kind: 'warned'; leftMs: number }

/** Presence at `now`, for a session whose activity was last reported at `toldAt` (both in ms). */
export function presenceAt(now: number, toldAt: number, idleMinutes: number): Presence {
  const leftMs = toldAt + idleMinutes * 60_000 - now
  if (leftMs <= 0) return { kind: 'over' }
  return leftMs <= warningMs ? { kind: 'warned', leftMs } : { kind: 'there' }
}
