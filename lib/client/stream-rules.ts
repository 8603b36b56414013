/** The topics of a page. Without services, lines and ticket: all queues of the branch. */
export type StreamTopics = { branch?: string; services?: string[]; lines?: string[]; ticket?: string; since?: string }

/** The topics that one connection of the browser carries for all its pages. */
export type JoinedTopics = { branch: string | null; services: string[]; lines: string[]; tickets: string[] }

/** Two heartbeats and some slack: a stream that is silent for this long is dead, whatever the browser reports. */
const silentAfter = 45_000
const openWithin = 10_000

/** Whether a stream must be given up and opened again. */
export function isSilent(stream: { open: boolean; heardAt: number; startedAt: number }, now: number): boolean {
  return stream.open ? now - stream.heardAt > silentAfter : now - stream.startedAt > openWithin
}

/** Whether a page wants every queue of the branch. The server sends them only if no topic is named. */
function wantsWholeBranch({ services, lines, ticket }: StreamTopics): boolean {
  return services === undefined && lines === undefined && ticket === undefined
}

/** Pages with the same name share a connection. Those that want the whole branch cannot share with those that name topics. */
export function connectionName(topics: StreamTopics): string {
  return `dawr-stream:${topics.branch ?? ''}${wantsWholeBranch(topics) ? ':all' : ''}`
}

/** The topics of several pages that share a connection as one subscription, in a stable order. */
export function joinTopics(wanted: readonly StreamTopics[]): JoinedTopics {
  return {
    branch: wanted.find((one) => one.branch !== undefined)?.branch ?? null,
    services: sorted(wanted.flatMap((one) => one.services ?? [])),
    lines: sorted(wanted.flatMap((one) => one.lines ?? [])),
    tickets: sorted(wanted.flatMap((one) => (one.ticket === undefined ? [] : [one.ticket]))),
  }
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

/** The query of the stream's URL. */
export function streamQuery(topics: JoinedTopics, since: string | null): string {
  const query = new URLSearchParams()
  if (topics.branch !== null) query.append('branch', topics.branch)
  for (const service of topics.services) query.append('service', service)
  for (const line of topics.lines) query.append('line', line)
  for (const ticket of topics.tickets) query.append('ticket', ticket)
  if (since !== null) query.append('since', since)
  return query.toString()
}

/** Whether an event of the shared connection belongs to a page with these `topics`. */
export function concerns(topics: StreamTopics, type: string, data: unknown): boolean {
  switch (type) {
    case 'queue_update':
      return wantsWholeBranch(topics) || (topics.services?.includes(text(data, 'service')) ?? false)
    case 'line_update':
    case 'line_people':
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

/** The epoch of the database in a cursor: versions of another epoch cannot be compared. Empty for no cursor. */
export function epochOf(cursor: string): string {
  return positionOf(cursor)?.epoch ?? ''
}

/**
 * The cursor to resume from without missing events: the earlier of the two.
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

/** The same data without versions, shown until something arrives: after a `reset` the versions may start over. */
export function forgetVersions<Thing extends Versioned>(known: Readonly<Record<string, Thing>>): Record<string, Thing> {
  return Object.fromEntries(Object.entries(known).map(([name, thing]) => [name, { ...thing, version: -1 }]))
}

/** What to do when the server refused a stream: only some refusals call for more than waiting. */
export function afterRefusal(
  status: number,
  code: string,
  topics: JoinedTopics,
): 'forget_cursor' | 'public_only' | 'wait' {
  if (code === 'invalid_cursor') return 'forget_cursor'
  const isPrivate = topics.lines.length > 0 || topics.tickets.length > 0
  return isPrivate && [401, 403, 404].includes(status) ? 'public_only' : 'wait'
}
