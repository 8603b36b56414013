import 'server-only'
import { AppError } from '@/lib/shared/errors'
import type { Topic } from '@/lib/shared/topic-kind'
import type { Credential } from '../identity/actor'
import type { Channel } from './channel'
import type { Cursor } from './cursor'
import { logHolds, readEventsAfter } from './event-store'
import { eventFrame, type Frame, heartbeatFrame, helloFrame, joinFrames, noteFrame } from './frame'
import { hub } from './hub'
import { Reader, type Sink } from './reader'

const replayEvents = 500
const replayBytes = 256 * 1_024

/** What a stream was granted: rights are settled before this. */
export type StreamRequest = {
  channel: Channel
  topics: ReadonlySet<Topic>
  /** The topics of which a snapshot is sent at the start and after a reset. */
  snapshotTopics: readonly string[]
  /** The credential behind its rights; null for a visitor. */
  credential: Credential | null
  since: Cursor | null
  /** Makes sure that `channel.latest` knows each snapshot topic. */
  loadSnapshots: () => Promise<void>
}

/** Writes what a stream begins with and attaches it; answers what to call when the other side has gone. */
export type BeginStream = (sink: Sink) => () => void

type Why = 'epoch' | 'too_old' | 'too_many'
/** Events of the log that this process does not remember, up to and with `upTo`. */
type Stored = { frames: Frame[]; upTo: number }

async function readStored({ channel, topics }: StreamRequest, since: Cursor): Promise<Stored | null> {
  // Another process may have shown this reader events that have not reached us yet.
  if (since.epoch === channel.head.epoch && since.seq > channel.head.seq) await channel.check()
  const { epoch, seq: upTo } = channel.head
  if (since.epoch !== epoch || channel.reaches(since.seq, topics)) return null
  const events = await readEventsAfter(channel.branchId, since.seq, replayEvents + 1, [...topics])
  // Checked after the read: the log deletes its oldest first, so events present now were present then.
  if (!(await logHolds(channel.branchId, since.seq + 1))) return null
  return { frames: events.filter((event) => event.seq <= upTo).map((event) => eventFrame(epoch, event)), upTo }
}

/** All missed events, or why they are not available. */
function missedBy({ channel, topics }: StreamRequest, since: Cursor, stored: Stored | null): Frame[] | Why {
  const { epoch, seq: head } = channel.head
  if (since.epoch !== epoch || since.seq > head) return 'epoch'
  const recent = channel.missed(stored?.upTo ?? since.seq, topics)
  if (!recent) return 'too_old'
  const frames = [...(stored?.frames ?? []), ...recent]
  const bytes = frames.reduce((sum, frame) => sum + frame.plain.length, 0)
  return frames.length > replayEvents || bytes > replayBytes ? 'too_many' : frames
}

function snapshots({ channel, snapshotTopics }: StreamRequest): Frame[] {
  return snapshotTopics.map((topic) => {
    const latest = channel.latest(topic)
    if (!latest) throw new AppError('unavailable', { retryAfterSeconds: 1 })
    return latest.frame
  })
}

function firstFrames(it: StreamRequest, stored: Stored | null): Frame[] {
  if (!it.since) return snapshots(it)
  const missed = missedBy(it, it.since, stored)
  return typeof missed === 'string' ? [noteFrame('reset', JSON.stringify({ why: missed })), ...snapshots(it)] : missed
}

/** Made outside `openStream`, so that an open stream keeps its reader in memory and nothing of how it was opened. */
const leaveOf = (reader: Reader) => (): void => reader.gone()

/**
 * Reads the events a reader missed: all of them, or `reset` and the current state. The returned function does not wait,
 * so that no event falls between the first write and the following ones; call it at once.
 */
export async function openStream(it: StreamRequest): Promise<BeginStream> {
  const stored = it.since ? await readStored(it, it.since) : null
  await it.loadSnapshots()
  return (sink) => {
    const hello = helloFrame(2_000 + Math.floor(Math.random() * 3_000))
    const frames = [hello, ...firstFrames(it, stored), heartbeatFrame(it.channel.head, new Date())]
    const reader = new Reader(it.channel, it.topics, it.credential, sink)
    hub().admit(it.channel, reader)
    reader.begin(joinFrames(frames))
    return leaveOf(reader)
  }
}
