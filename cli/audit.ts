import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Fault } from '@/lib/server/audit/verify'
import {
  currentHeads,
  findAbsences,
  type KeptHead,
  keptHeadOf,
  type NamedVerdict,
  verifyAll,
} from '@/lib/server/audit/verify-all'
import { type CliCommand, say, UsageError } from './cli-command'

const words: Record<Fault, string> = {
  missing: 'is missing: it was deleted, or the entries were renumbered',
  changed: 'does not match its digest: it was edited',
  unlinked:
    'does not link to the entries before it: an entry here or earlier was edited, inserted, deleted or moved, and its digest recomputed',
  cut_off: 'and all after it are missing: the end was cut off',
  unrecorded: 'was added after the end of the chain',
  other_head: 'does not lead to the recorded head: the head was changed',
}

const nameOf = (branch: string | null): string => branch ?? '(no branch)'

function describe({ branch, entries, seq, head, broken }: NamedVerdict): void {
  say(`${broken ? 'BROKEN' : 'OK    '}  ${nameOf(branch)}: ${entries} of ${seq} entries verified, head ${head}`)
  if (broken) say(`        entry ${broken.seq} ${words[broken.why]}`)
}

/** Parses lines of `audit heads`: chain, number, head, and a name that is ignored. */
function readKept(file: string): KeptHead[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => {
    const [, chainId, seq, head] = /^([0-9a-f-]{36}) (\d+) ([0-9a-f]{64})(?: |$)/.exec(line) ?? []
    if (!chainId || !seq || !head) throw new Error(`${file}: not a line of "audit heads": ${line.slice(0, 80)}`)
    return { chainId, seq: Number(seq), head }
  })
}

/** The chains to verify only after a given head; null when a head is in no chain. */
async function sinceHeads(heads: readonly string[]): Promise<KeptHead[] | null> {
  const since: KeptHead[] = []
  for (const head of heads) {
    if (!/^[0-9a-f]{64}$/.test(head)) throw new UsageError()
    const place = await keptHeadOf(head)
    if (place) since.push(place)
    else say(`BROKEN  head ${head} is in no chain: entries before it were changed or cut off`)
  }
  return since.length === heads.length ? since : null
}

async function verify(heads: readonly string[], keptFile: string | undefined): Promise<number> {
  const kept = keptFile === undefined ? [] : readKept(keptFile)
  const since = await sinceHeads(heads)
  let isGood = since !== null
  for await (const verdict of verifyAll(since ?? [])) {
    describe(verdict)
    isGood &&= verdict.broken === null
  }
  for (const { what, chainId, seq } of await findAbsences(kept)) {
    isGood = false
    if (what === 'chain') say(`BROKEN  branch ${chainId} has no chain: it was deleted`)
    else say(`BROKEN  chain ${chainId} does not have the saved head at entry ${seq}: earlier entries were changed`)
  }
  say(isGood ? 'OK' : 'BROKEN')
  return isGood ? 0 : 1
}

async function printHeads(): Promise<number> {
  for (const { chainId, seq, head, branch } of await currentHeads()) say(`${chainId} ${seq} ${head} ${nameOf(branch)}`)
  return 0
}

function wordsOf(args: readonly string[]) {
  try {
    const options = { 'since-head': { type: 'string', multiple: true }, kept: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    throw new UsageError()
  }
}

/** Verifies the audit chains. */
export const audit: CliCommand = {
  usage: [
    ['audit verify', 'recomputes the audit chains; the exit code is 1 when one is broken'],
    ['audit verify --kept <file>', 'also requires the heads that an earlier "audit heads" printed to the file'],
    ['audit verify --since-head <hex>', 'verifies the chain of this head only after it; can be repeated'],
    ['audit heads', 'prints the head of every chain, to be saved elsewhere'],
  ],
  run: async (args) => {
    const { values, positionals } = wordsOf(args)
    const [what, ...more] = positionals
    if (more.length > 0) throw new UsageError()
    if (what === 'verify') return verify(values['since-head'] ?? [], values.kept)
    if (what !== 'heads' || args.length > 1) throw new UsageError()
    return printHeads()
  },
}
