import { percentile } from './numbers'
import type { Stage } from './stage'

/** The progress of the morning, in one line. */
export function progressLine(stage: Stage, clinics: readonly string[]): string {
  const { clock, tally, options, screens } = stage
  const counts = clinics.flatMap((clinic) => screens.hallOf(clinic).current?.counts ?? [])
  const sum = (key: 'waiting' | 'called' | 'inService' | 'served'): number =>
    counts.reduce((total, it) => total + it[key], 0)
  const shown = percentile(
    screens.showings.tv.delays.slice(-200).map((it) => it.afterPress),
    0.95,
  )
  return [
    clock.timeOfDay(),
    `${tally.arrived} of ${options.visitors} visitors came, ${tally.left} went home`,
    `${sum('waiting')} waiting`,
    `${sum('called') + sum('inService')} at the rooms`,
    `${sum('served')} served`,
    ...(shown === null ? [] : [`on the TV within ${Math.round(shown)} ms`]),
  ].join(' · ')
}

/** Prints the line as it changes: in place on a terminal, otherwise every 15 s. Returns a function that ends it. */
export function showProgress(line: () => string, out: NodeJS.WriteStream): () => void {
  const inPlace = out.isTTY
  const write = (): void => {
    out.write(inPlace ? `\r\u001b[2K${line().slice(0, (out.columns || 120) - 1)}` : `${line()}\n`)
  }
  const timer = setInterval(write, inPlace ? 500 : 15_000)
  return () => {
    clearInterval(timer)
    write()
    if (inPlace) out.write('\n')
  }
}
