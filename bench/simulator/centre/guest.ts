import { type Plan, planOf } from '@/lib/features/journeys/plan'
import type { Visitor } from './days'

/** `idle`: nothing is ready, as until a result is there. */
export type Phase = 'idle' | 'walking' | 'waiting' | 'served' | 'gone'

/** A wait that has ended. */
export type Wait = { service: string; seconds: number }

/** A visitor in the centre. */
export class Guest {
  plan: Plan
  /** The clinic in whose line or room the visitor is, or to which the visitor walks. */
  at: string | null = null
  floor = 0
  /** How often Dawr has sent the visitor elsewhere since the last step ended. */
  changes = 0
  /** The same during the whole visit. */
  moves = 0
  /** Steps that closed before the visitor could come. */
  missed = 0
  leftAt: number | null = null
  phase: Phase = 'idle'
  readonly spent = { idle: 0, walking: 0, waiting: 0, served: 0, gone: 0 }
  readonly waits: Wait[] = []
  #since: number

  constructor(readonly visitor: Visitor) {
    this.plan = planOf(visitor.steps)
    this.#since = visitor.arrivesAt
  }

  /** Begins a phase, and counts the one that ends. */
  enter(phase: Phase, at: number): void {
    const seconds = at - this.#since
    this.spent[this.phase] += seconds
    if (this.phase === 'waiting' && this.at !== null) this.waits.push({ service: this.at, seconds })
    if (phase === 'gone') this.leftAt = at
    this.phase = phase
    this.#since = at
  }

  /** The length of the visit. */
  get seconds(): number {
    if (this.leftAt === null) throw new Error('still in the centre')
    return this.leftAt - this.visitor.arrivesAt
  }
}
