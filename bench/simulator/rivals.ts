import { byRank } from './log'
import type { Watched } from './watch-day'

const windows = [1, 3, 5, 10, 20, 40]

/** Rolling averages of the waits that ended last in a line. Kept across days. */
export class RollingWaits {
  private readonly waits = new Map<string, number[]>()

  add(line: string, minutes: number): void {
    const waits = this.waits.get(line) ?? []
    waits.push(minutes)
    if (waits.length > Math.max(...windows)) waits.shift()
    this.waits.set(line, waits)
  }

  estimates(line: string): Record<string, number> {
    const waits = this.waits.get(line) ?? [0]
    const mean = (count: number): number => {
      const last = waits.slice(-count)
      return last.reduce((sum, it) => sum + it, 0) / last.length
    }
    return Object.fromEntries(windows.map((count) => [`mean of the last ${count}`, mean(count)]))
  }
}

/**
 * The learned mean × the people ahead ÷ the staff, in the variants that systems use: with the visitor counted or not, the
 * people ahead in the line or in all lines of its rooms, the staff at work now or of the whole shift.
 */
export function meanTimesAhead({ line: waiting, points, learned }: Watched, person: string): Record<string, number> {
  const me = waiting.find((it) => it.person === person)
  if (!me) throw new Error(`${person} does not wait`)
  const shift = [...points.values()].filter(({ plan, state }) => plan.lines.includes(me.line) && state !== 'closed')
  const lines = new Set(shift.flatMap(({ plan }) => plan.lines))
  const mean = learned.times.get(me.line)?.mean ?? 10
  const before = waiting.filter(({ rank }) => byRank(rank, me.rank) < 0)
  const ahead = {
    ahead: before.filter(({ line }) => line === me.line).length,
    'ahead in the rooms': before.filter(({ line }) => lines.has(line)).length,
  }
  const staff = {
    'staff at work': shift.filter(({ state }) => state === 'open').length,
    'staff here': shift.filter(({ state }) => state !== 'not open').length,
    'staff planned': shift.length,
  }
  return Object.fromEntries(
    Object.entries(ahead).flatMap(([whom, people]) =>
      Object.entries(staff).flatMap(([by, count]) => [
        [`mean × ${whom} ÷ ${by}`, (mean * people) / Math.max(1, count)],
        [`mean × (${whom} + 1) ÷ ${by}`, (mean * (people + 1)) / Math.max(1, count)],
      ]),
    ),
  )
}
