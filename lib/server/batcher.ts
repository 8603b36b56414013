import 'server-only'
import { AppError, isAppError } from '@/lib/shared/errors'
import { type Command, type Reply, runCommands, type Work } from './command'
import type { Tx } from './db/client'
import { isUnavailable } from './db/retry'

type Waiting<Input> = { command: Command<Input>; resolve: (reply: Reply) => void; reject: (error: unknown) => void }
type Lane<Input> = { waiting: Waiting<Input>[]; running: boolean }

const largest = 64
const rush = 16
const rushMs = 4
/** Longer than a lost connection takes to be noticed. */
const patienceMs = 7_500

/**
 * Group commit: commands of one lane that arrive while a transaction runs share the next one, so many people take a
 * number at the cost of a few commits and one snapshot.
 */
export class Batcher<Input> {
  private readonly lanes = new Map<string, Lane<Input>>()

  constructor(private readonly work: (tx: Tx, commands: readonly Command<Input>[]) => Promise<Work>) {}

  /**
   * Runs a command together with the others waiting in its lane; throws its refusal, or `unavailable` after 7.5 s: its outcome
   * is then unknown, and the client retries with its key.
   */
  run(laneName: string, command: Command<Input>): Promise<Reply> {
    const lane = this.lanes.get(laneName) ?? { waiting: [], running: false }
    this.lanes.set(laneName, lane)
    return new Promise((resolve, reject) => {
      const it = { command, resolve: over(resolve), reject: over(reject) }
      const late = setTimeout(() => {
        const at = lane.waiting.indexOf(it)
        if (at >= 0) lane.waiting.splice(at, 1)
        reject(new AppError('unavailable', { retryAfterSeconds: 1 }))
      }, patienceMs)
      function over<T>(settle: (outcome: T) => void): (outcome: T) => void {
        return (outcome) => {
          clearTimeout(late)
          settle(outcome)
        }
      }
      lane.waiting.push(it)
      if (!lane.running) void this.drive(laneName, lane)
    })
  }

  private async drive(laneName: string, lane: Lane<Input>): Promise<void> {
    lane.running = true
    let last = 0
    while (lane.waiting.length > 0) {
      // Let requests that are already in the socket join; in a rush also clients that the last answers released.
      await new Promise((done) => (last >= rush ? setTimeout(done, rushMs) : setImmediate(done)))
      const batch = lane.waiting.splice(0, largest)
      last = batch.length
      await within(patienceMs, this.commit(batch))
    }
    lane.running = false
    this.lanes.delete(laneName)
  }

  /**
   * Commits a batch. A transient error is gone when the whole batch is retried at once. A batch that fails twice, or is
   * refused, contains a failing command, which must not fail the others: halving the batch a few times isolates it. Never
   * throws.
   */
  private async commit(batch: Waiting<Input>[], isAgain = false): Promise<void> {
    try {
      const replies = await runCommands(
        batch.map((it) => it.command),
        this.work,
      )
      batch.forEach((it, i) => settle(it, replies[i]))
    } catch (error) {
      // Not caused by one command, and the commit may have succeeded: the clients retry with their keys.
      if (isUnavailable(error)) return batch.forEach((it) => it.reject(error))
      if (!isAgain && !isAppError(error)) return this.commit(batch, true)
      if (batch.length === 1) return batch[0]?.reject(error)
      const half = Math.ceil(batch.length / 2)
      await this.commit(batch.slice(0, half), true)
      await this.commit(batch.slice(half), true)
    }
  }
}

/** Waits for some work, but no longer than `ms`. */
function within(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(done, ms)
    void work.finally(() => {
      clearTimeout(late)
      done()
    })
  })
}

function settle<Input>(it: Waiting<Input>, reply: Reply | AppError | undefined): void {
  if (reply === undefined) it.reject(new Error('a command got no reply'))
  else if (isAppError(reply)) it.reject(reply)
  else it.resolve(reply)
}
