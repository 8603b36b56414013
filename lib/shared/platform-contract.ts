import { z } from 'zod'
import { contract } from './contract'
import { integer, noBody, none, text } from './fields'

/** The endpoints of the platform itself: health, metrics, the API description. */

const state = z.enum(['up', 'down', 'off'])

export const healthDto = z
  .object({
    status: z.enum(['up', 'down']).describe('Whether everything that this server needs is up.'),
    version: text('The version of Dawr.', '0.1.0'),
    parts: z
      .object({
        database: state.describe('The database.'),
        redis: state.describe('Redis; `off` when it is not configured.'),
        streams: z
          .object({
            open: integer('How many event streams this process has open.', 212),
            draining: z.boolean().meta({ description: 'Whether the server is shutting down.', examples: [false] }),
          })
          .describe('The event streams.'),
      })
      .describe('The state of each dependency of this server.'),
  })
  .meta({ id: 'Health', description: 'The state of each dependency of this server.' })

const read = { access: 'public', credentials: ['none'], params: none, query: none, body: noBody } as const

export const getHealth = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health' },
  summary: 'Read the health of the server',
  description: 'The state of each dependency of this server; also at `/health`.',
  returns: 'The state, also while something is down.',
  answer: healthDto,
  errors: [],
})

export const getLive = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health/live' },
  summary: 'Ask whether the process runs',
  description: 'For an orchestrator that restarts dead processes; also at `/health/live`.',
  returns: 'That it runs.',
  answer: z.object({ status: z.literal('up').describe('Always `up`.') }),
  anyHost: true,
  errors: [],
})

export const getReady = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health/ready' },
  summary: 'Ask whether the process should receive traffic',
  description: 'Refused with 503 while it starts, stops or has no database; also at `/health/ready`.',
  returns: 'That it is ready.',
  answer: z.object({ status: z.literal('ready').describe('Always `ready`.') }),
  anyHost: true,
  errors: ['unavailable'],
})

export const getMetrics = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health/metrics' },
  summary: 'Read the metrics',
  description: 'For requests from the same machine, or with the metrics token; also at `/health/metrics`.',
  returns: 'The metrics in the text format of Prometheus.',
  credentials: ['metrics', 'none'],
  contentType: 'text/plain',
  answer: text(
    'Prometheus text format 0.0.4.',
    '# HELP dawr_streams_open Open event streams\n# TYPE dawr_streams_open gauge\ndawr_streams_open 212\n',
  ),
  errors: ['not_allowed'],
})

export const getOpenApi = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/openapi.json' },
  summary: 'Read this description',
  description: 'The API of this installation as OpenAPI 3.1; `/api/docs` shows it as a page.',
  returns: 'The document.',
  answer: z.looseObject({ openapi: text('The version of OpenAPI.', '3.1.0') }).describe('A document of OpenAPI.'),
  revalidates: true,
  errors: [],
})
