/** What a page wants to hear about. Without `clinics`, all queues of the branch. */
export type StreamTopics = { branch?: string; clinics?: string[]; lines?: string[]; ticket?: string; since?: string }

/** What one connection of the browser carries for all its pages. `clinics` null means all queues of the branch. */
export type JoinedTopics = { branch: string | null; clinics: string[] | null; lines: string[]; tickets: string[] }

/** Two heartbeats and some slack: a stream that says nothing for this long is dead, whatever the browser believes. */
const silentAfter = 45_000
const openWithin = 10_000

/** Whether a stream must be given up and opened again. */
export function isSilent(stream: { open: boolean; heardAt: number; startedAt: number }, now: number): boolean {
  return stream.open ? now - stream.heardAt > silentAfter : now - stream.startedAt > openWithin
}

/** The topics of several pages of one branch as one subscription, in a stable order. */
export function joinTopics(wanted: readonly StreamTopics[]): JoinedTopics {
  const all = wanted.some((one) => one.clinics === undefined && wantsQueues(one))
  return {
    branch: wanted.find((one) => one.branch !== undefined)?.branch ?? null,
    clinics: all ? null : sorted(wanted.flatMap((one) => one.clinics ?? [])),
    lines: sorted(wanted.flatMap((one) => one.lines ?? [])),
    tickets: sorted(wanted.flatMap((one) => (one.ticket === undefined ? [] : [one.ticket]))),
  }
}

function wantsQueues(topics: StreamTopics): boolean {
  return topics.clinics !== undefined || topics.branch !== undefined
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted()
}

/** The query of the stream's address. */
export function streamQuery(topics: JoinedTopics, since: string | null): string {
  const query = new URLSearchParams()
  if (topics.branch !== null) query.append('branch', topics.branch)
  for (const clinic of topics.clinics ?? []) query.append('clinic', clinic)
  for (const line of topics.lines) query.append('line', line)
  for (const ticket of topics.tickets) query.append('ticket', ticket)
  if (since !== null) query.append('since', since)
  return query.toString()
}

/** Whether a page that asked for `topics` should be given this event of the shared connection. */
export function concerns(topics: StreamTopics, type: string, data: unknown): boolean {
  switch (type) {
    case 'queue_update':
      return topics.clinics === undefined ? topics.branch !== undefined : topics.clinics.includes(text(data, 'service'))
    case 'line_update':
      return topics.lines?.includes(text(data, 'service')) ?? false
    case 'ticket_update':
      return topics.ticket !== undefined && topics.ticket === text(data, 'id')
    default:
      return true
  }
}

function text(data: unknown, name: string): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
  return typeof value === 'string' ? value : ''
}

type Position = { epoch: string; seq: number }

function positionOf(cursor: string): Position | null {
  const dot = cursor.lastIndexOf('.')
  const seq = Number(cursor.slice(dot + 1))
  return dot < 1 || !Number.isSafeInteger(seq) ? null : { epoch: cursor.slice(0, dot), seq }
}

/**
 * The cursor to resume from so that nobody misses anything: the earlier one.
 * Null (start again with fresh snapshots) when they cannot be compared.
 */
export function earlierCursor(a: string | null, b: string | null): string | null {
  const [left, right] = [a === null ? null : positionOf(a), b === null ? null : positionOf(b)]
  if (left === null || right === null || left.epoch !== right.epoch) return null
  return left.seq <= right.seq ? a : b
}

/** A versioned thing: the higher version wins, and a new business day wins over any version of the day before. */
export type Versioned = { version: number; businessDate?: string }

/** Whether `incoming` should replace `known`. The same version again is not newer. */
export function isNewer(incoming: Versioned, known: Versioned | null | undefined): boolean {
  if (!known) return true
  const [day, knownDay] = [incoming.businessDate ?? '', known.businessDate ?? '']
  return day === knownDay ? incoming.version > known.version : day > knownDay
}
