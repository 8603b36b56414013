import 'server-only'
import type { Channel } from './channel'
import type { Cursor } from './cursor'
import type { LoggedEvent } from './event'
import { logReachesBack, readEventsAfter } from './event-store'
import { eventFrame, helloFrame, noteFrame } from './frame'
import { hub } from './hub'
import { Reader, type Sink } from './reader'

const replayEvents = 500
const replayBytes = 256 * 1_024

/** What a stream was granted: rights are settled before this. */
export type StreamRequest = {
  channel: Channel
  topics: readonly string[]
  /** The topics of which a snapshot is sent at the start and after a reset. */
  snapshotTopics: readonly string[]
  sessionId: string | null
  since: Cursor | null
  /** Makes sure that `channel.latest` knows each snapshot topic. */
  loadSnapshots: () => Promise<void>
}

type Why = 'epoch' | 'too_old' | 'too_many'
type Replay = { events: LoggedEvent[] } | { why: Why }

async function replayOf(it: StreamRequest, since: Cursor): Promise<Replay> {
  const { channel } = it
  if (since.epoch !== channel.head.epoch) return { why: 'epoch' }
  // Another process may have shown this reader events that have not reached us yet.
  if (since.seq > channel.head.seq) await channel.check()
  if (since.seq > channel.head.seq) return { why: 'epoch' }
  if (channel.ring.after(since.seq, channel.head.seq)) return { events: [] }
  if (!(await logReachesBack(channel.branchId, since.seq, channel.head.seq))) return { why: 'too_old' }
  const events = await readEventsAfter(channel.branchId, since.seq, replayEvents + 1, it.topics)
  return events.length > replayEvents ? { why: 'too_many' } : { events }
}

function bytesOf(events: readonly LoggedEvent[]): number {
  return events.reduce((sum, event) => sum + event.json.length, 0)
}

/** Snapshots as they stand now, at the head. */
function writeSnapshots(it: StreamRequest, reader: Reader): void {
  for (const topic of it.snapshotTopics) {
    const latest = it.channel.latest(topic)
    if (latest) reader.write(noteFrame(it.channel.head, latest.type, latest.json))
  }
}

/** The events between the replay and the head that the ring holds; null when it does not reach. */
function tailOf(it: StreamRequest, after: number): LoggedEvent[] | null {
  const tail = it.channel.ring.after(after, it.channel.head.seq)
  const wanted = new Set(it.topics)
  return tail?.filter((event) => wanted.has(event.topic)) ?? null
}

/**
 * Writes what a reader missed (all of it, or `reset` and what is true now) and attaches it, with no gap between.
 * Answers the function that detaches it.
 */
export async function openStream(it: StreamRequest, sink: Sink): Promise<() => void> {
  const before = it.channel.head.seq
  const replay = it.since ? await replayOf(it, it.since) : null
  await it.loadSnapshots()

  const reader: Reader = new Reader(it.topics, it.sessionId, sink, () => {
    void it.loadSnapshots().then(() => writeSnapshots(it, reader))
  })
  reader.write(helloFrame(2_000 + Math.floor(Math.random() * 3_000)))

  // From here to `attach` nothing waits, so no event can slip between.
  const events = replay && 'events' in replay && it.since ? catchUp(it, replay.events, it.since.seq, before) : null
  if (events && events.length <= replayEvents && bytesOf(events) <= replayBytes) {
    for (const event of events) reader.write(eventFrame(it.channel.head.epoch, event))
  } else {
    if (replay) reader.write(noteFrame(it.channel.head, 'reset', JSON.stringify({ why: whyOf(replay) })))
    writeSnapshots(it, reader)
  }
  reader.write(noteFrame(it.channel.head, 'heartbeat', `{"at":"${new Date().toISOString()}"}`))
  hub().attach(it.channel, reader)
  return () => hub().detach(reader)
}

function whyOf(replay: Replay): Why {
  return 'why' in replay ? replay.why : 'too_many'
}

/** Events read from the log, then those the ring has since. With none read, the ring reaches back to the cursor itself. */
function catchUp(it: StreamRequest, read: LoggedEvent[], since: number, before: number): LoggedEvent[] | null {
  const fromRing = tailOf(it, since)
  if (fromRing) return fromRing
  // What lies beyond the head comes again when the channel reaches it.
  const known = read.filter((event) => event.seq <= it.channel.head.seq)
  const tail = tailOf(it, Math.max(since, before, known.at(-1)?.seq ?? 0))
  return tail && [...known, ...tail]
}
