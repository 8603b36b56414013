import { z } from 'zod'
import { contract } from './contract'
import { noBody, none } from './fields'

/** The endpoints of the platform itself: health, metrics, the API description. */

const state = z.enum(['up', 'down', 'off'])

export const healthDto = z.object({
  status: z.enum(['up', 'down']),
  version: z.string(),
  /** The state of each dependency of this server; `off` means not configured. */
  parts: z.object({
    database: state,
    redis: state,
    streams: z.object({ open: z.number().int(), draining: z.boolean() }),
  }),
})

const read = { access: 'public', params: none, query: none, body: noBody } as const

export const getHealth = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health' },
  summary: 'The state of each dependency of this server; also at /health',
  answer: healthDto,
  errors: [],
})

export const getLive = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health/live' },
  summary: 'Whether this process runs; also at /health/live',
  answer: z.object({ status: z.literal('up') }),
  anyHost: true,
  errors: [],
})

export const getReady = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health/ready' },
  summary:
    'Whether this process should receive traffic: 503 while it starts, stops or has no database; also at /health/ready',
  answer: z.object({ status: z.literal('ready') }),
  anyHost: true,
  errors: ['unavailable'],
})

export const getMetrics = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/health/metrics' },
  summary: 'Prometheus metrics, for requests from the same machine or with the metrics token; also at /health/metrics',
  answer: z.string(),
  errors: ['not_allowed'],
})

export const getOpenApi = contract({
  ...read,
  endpoint: { method: 'GET', path: '/api/v1/openapi.json' },
  summary: 'This description',
  answer: z.looseObject({ openapi: z.string() }),
  revalidates: true,
  errors: [],
})
