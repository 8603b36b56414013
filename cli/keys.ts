import { type KeyUse, keyUses } from '@/lib/server/personal-data/key-uses'
import { reseal } from '@/lib/server/personal-data/reseal'
import { type CliCommand, say, UsageError } from './cli-command'

function show(uses: readonly KeyUse[]): void {
  const roles = { seals: 'seals new values', opens: 'opens old values', missing: 'MISSING in DATA_KEYS' }
  const width = Math.max(3, ...uses.map(({ key }) => key.length))
  for (const { key, role, columns } of uses) {
    const total = columns.reduce((sum, it) => sum + it.values, 0)
    say(`${key.padEnd(width)}  ${String(total).padStart(9)} values  ${roles[role]}`)
    for (const { column, values } of columns) say(`${' '.repeat(width)}  ${String(values).padStart(9)} in ${column}`)
  }
}

/** Counts values by sealing key, and re-seals all with the first key. */
export const keys: CliCommand = {
  usage: [
    ['keys', 'prints how many values are sealed with each data key; a key with 0 may be removed'],
    ['keys reseal', 'reseals everything with the first key now; a running server does so within the hour'],
  ],
  run: async (args) => {
    if (args.length > 1 || (args.length === 1 && args[0] !== 'reseal')) throw new UsageError()
    if (args[0] === 'reseal') {
      const { resealed, left } = await reseal()
      say(`resealed: ${resealed} values`)
      if (left > 0) say(`not resealed: ${left} values, see the log`)
    }
    const uses = await keyUses()
    show(uses)
    return uses.some((it) => it.role === 'missing') ? 1 : 0
  },
}
