/** People are warned for so long before their session ends as idle. WCAG 2.2 (2.2.1) asks for 20 seconds at least. */
export const warningMs = 2 * 60_000

/** Whether somebody is taken to be there; while they are warned, how many milliseconds they have left. */
export type Presence = { kind: 'there' | 'over' } | { kind: 'warned'; leftMs: number }

/** How it stands at `now` with a session that the server was last told of at `toldAt` (both in ms). */
export function presenceAt(now: number, toldAt: number, idleMinutes: number): Presence {
  const leftMs = toldAt + idleMinutes * 60_000 - now
  if (leftMs <= 0) return { kind: 'over' }
  return leftMs <= warningMs ? { kind: 'warned', leftMs } : { kind: 'there' }
}
