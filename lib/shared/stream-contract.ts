import { z } from 'zod'
import { contract } from './contract'
import { noBody, none, slug } from './fields'
import { streamEndpoint } from './stream-endpoint'
import type { TopicKind } from './topic-kind'

const oneOrMore = (value: z.ZodType<string>) =>
  z.union([value.transform((it) => [it]), z.array(value).max(40)]).default([])

/** The query parameters of a stream. Topic names are given under the parameter of their kind. */
export type StreamQuery = {
  branch?: string | undefined
  since?: string | undefined
  lastEventId?: string | undefined
} & Record<string, unknown>

function queryOf(kinds: readonly TopicKind[]) {
  const names = kinds.flatMap(({ parameter: { name, alias, value } }) => [
    [name, oneOrMore(value)] as const,
    ...(alias === undefined ? [] : [[alias, oneOrMore(value).meta({ deprecated: true })] as const]),
  ])
  return z.strictObject({
    branch: slug.optional(),
    ...Object.fromEntries(names),
    since: z.string().max(60).optional(),
    // `event-source-polyfill` adds it to the address when it reconnects.
    lastEventId: z.string().max(60).optional(),
  }) as unknown as z.ZodType<StreamQuery>
}

/** The contract of the event stream, which carries topics of these kinds. */
export function streamContract(kinds: readonly TopicKind[]) {
  const events = kinds.flatMap((kind) => Object.keys(kind.events))
  return contract({
    endpoint: streamEndpoint,
    summary: `Server-sent events: ${[...events, 'heartbeat', 'reset', 'bye'].join(', ')}. Resumes by Last-Event-ID or since`,
    access: 'visitor',
    params: none,
    query: queryOf(kinds),
    body: noBody,
    answer: z.string(),
    errors: [
      ...new Set([
        ...(['unknown_branch', 'not_signed_in', 'not_allowed', 'invalid_cursor', 'unavailable'] as const),
        ...kinds.flatMap((kind) => kind.errors),
      ]),
    ],
  })
}

export type StreamContract = ReturnType<typeof streamContract>

/** The names of a kind's topics in a stream's query. */
export function namesIn(query: StreamQuery, { parameter: { name, alias } }: TopicKind): readonly string[] {
  return [name, alias].flatMap((it) => (it === undefined ? [] : ((query[it] as readonly string[] | undefined) ?? [])))
}
