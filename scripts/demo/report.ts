import { mean, percentile } from './numbers'
import type { Delay } from './surface'

/** One clinic's morning. Waits in simulated minutes. */
export type ClinicReport = {
  name: string
  taken: number
  served: number
  missed: number
  left: number
  waits: number[]
}

export type Report = {
  /** The real duration in seconds, and the speed of the simulated clock. */
  seconds: number
  speed: number
  clinics: readonly ClinicReport[]
  happened: readonly (readonly [string, number])[]
  screens: readonly { name: string; delays: readonly Delay[] }[]
  notes: readonly string[]
  /** The differences and errors; empty when all is well. */
  mismatches: readonly string[]
}

const mismatchesShown = 40

/** A table: the first column aligned to the start, the others to the end. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  )
}

const inMinutes = (value: number | null): string => (value === null ? '–' : `${Math.round(value)} min`)
const inMs = (value: number | null): string => (value === null ? '–' : `${Math.round(value)} ms`)

function clinicRow(it: ClinicReport): string[] {
  const counts = [it.taken, it.served, it.missed, it.left].map(String)
  return [it.name, ...counts, inMinutes(mean(it.waits)), inMinutes(percentile(it.waits, 1))]
}

function allClinics(clinics: readonly ClinicReport[]): ClinicReport {
  const sum = (key: 'taken' | 'served' | 'missed' | 'left'): number => clinics.reduce((total, it) => total + it[key], 0)
  const waits = clinics.flatMap((it) => it.waits)
  return { name: 'all', taken: sum('taken'), served: sum('served'), missed: sum('missed'), left: sum('left'), waits }
}

function delayRow(name: string, delays: readonly Delay[]): string[] {
  const after = delays.map((it) => it.afterAnswer)
  const press = delays.map((it) => it.afterPress)
  return [
    name,
    String(delays.length),
    ...[0.5, 0.95, 1].map((share) => inMs(percentile(after, share))),
    inMs(percentile(press, 0.95)),
  ]
}

/** The lines of a morning's report. */
export function reportLines(report: Report): string[] {
  const { mismatches } = report
  const more = mismatches.length - mismatchesShown
  return [
    `A morning at the centre: ${Math.round(report.seconds)} s at ${report.speed}×. Waits are in the minutes of that morning.`,
    '',
    ...table([
      ['clinic', 'tickets', 'served', 'missed', 'left', 'average wait', 'longest'],
      ...report.clinics.map(clinicRow),
      clinicRow(allClinics(report.clinics)),
    ]),
    '',
    `What happened: ${report.happened.map(([what, count]) => `${count} ${what}`).join(', ')}.`,
    '',
    ...table([
      ['visible after the answer', 'changes', 'p50', 'p95', 'longest', 'p95 from the press'],
      ...report.screens.map(({ name, delays }) => delayRow(name, delays)),
    ]),
    '',
    ...report.notes,
    ...(mismatches.length === 0
      ? ['Every surface agrees: TV, public state, staff lines and visitors’ tickets. 0 mismatches.']
      : [`${mismatches.length} mismatches:`, ...mismatches.slice(0, mismatchesShown).map((it) => `  ${it}`)]),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ]
}
