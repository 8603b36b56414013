import { z } from 'zod'
import { contract } from './contract'
import { branchSlug, noBody, none, text } from './fields'
import { streamEndpoint } from './stream-endpoint'
import type { TopicKind } from './topic-kind'

/** A parameter that may be repeated. */
const oneOrMore = (value: z.ZodType<string>) =>
  z.preprocess((it) => (typeof it === 'string' ? [it] : it), z.array(value).max(40)).default([])

/** The query parameters of a stream. Topic names are given under the parameter of their kind. */
export type StreamQuery = {
  branch?: string | undefined
  since?: string | undefined
  lastEventId?: string | undefined
} & Record<string, unknown>

function queryOf(kinds: readonly TopicKind[]) {
  const names = kinds.flatMap(({ parameter: { name, alias, value } }) => [
    [name, oneOrMore(value).describe(value.description ?? '')] as const,
    ...(alias === undefined
      ? []
      : [[alias, oneOrMore(value).meta({ description: `The older name of \`${name}\`.`, deprecated: true })] as const]),
  ])
  return z.strictObject({
    branch: branchSlug
      .optional()
      .describe('The branch; every queue of it if nothing else is named. The first branch if left out.'),
    ...Object.fromEntries(names),
    since: z
      .string()
      .max(60)
      .optional()
      .meta({
        description: 'A position, from `X-Cursor` or the `id` of an event: the stream continues after it.',
        examples: ['e01529c48d1a.3880'],
      }),
    // `event-source-polyfill` adds it to the address when it reconnects.
    lastEventId: z
      .string()
      .max(60)
      .optional()
      .meta({
        description: 'The same as the header `Last-Event-ID`, for clients that cannot send it.',
        examples: ['e01529c48d1a.3880'],
      }),
  }) as unknown as z.ZodType<StreamQuery>
}

/** The contract of the event stream, which carries topics of these kinds. */
export function streamContract(kinds: readonly TopicKind[]) {
  const events = kinds.flatMap((kind) => Object.keys(kind.events))
  const bodies = kinds.flatMap((kind) => Object.values(kind.events))
  return contract({
    endpoint: streamEndpoint,
    summary: 'Follow changes',
    description: `Server-sent events: ${[...events, 'heartbeat', 'reset', 'bye'].map((it) => `\`${it}\``).join(', ')}. Begins with the current state, or continues after \`since\` or \`Last-Event-ID\`.`,
    returns: 'The stream, which stays open.',
    contentType: 'text/event-stream',
    events: bodies,
    access: 'visitor',
    params: none,
    query: queryOf(kinds),
    body: noBody,
    answer: text(
      'Events in the format of server-sent events; the `id` is the position.',
      'retry: 2738\n\nid: e01529c48d1a.3880\nevent: heartbeat\ndata: {"at":"2026-11-22T06:04:27.360Z"}\n\n',
    ),
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
