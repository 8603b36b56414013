import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allJobs } from '@/lib/features/all-jobs'

type Schema = {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

/** String schemas that cannot contain free text. */
const bound = ['uuid', 'date', 'date-time']

/** The parts of a payload that could contain text: strings that are not an id, time or enum. */
function freeTexts(schema: Schema, path = ''): string[] {
  if (schema.enum || schema.const !== undefined) return []
  if (schema.type === 'string') return bound.includes(schema.format ?? '') ? [] : [path]
  if (schema.type === 'object')
    return Object.entries(schema.properties ?? {}).flatMap(([name, it]) => freeTexts(it, `${path}.${name}`))
  if (schema.type === 'array' && schema.items) return freeTexts(schema.items, `${path}[]`)
  if (schema.anyOf) return schema.anyOf.flatMap((it) => freeTexts(it, path))
  return ['integer', 'number', 'boolean', 'null'].includes(schema.type ?? '') ? [] : [path]
}

const freeTextsOf = (payload: z.ZodType): string[] => freeTexts(z.toJSONSchema(payload) as Schema)

describe('jobs are stored in plain text, so', () => {
  test.each(allJobs.map((job) => [job.name, job.payload] as const))(
    'the payload of %s holds ids, numbers, moments and choices only',
    (_, payload) => {
      expect(freeTextsOf(payload)).toEqual([])
    },
  )
  test('a payload with free text, at any depth, is found here', () => {
    const bad = z.strictObject({
      id: z.uuid(),
      to: z.string(),
      lines: z.array(z.strictObject({ note: z.string().optional(), any: z.unknown() })),
    })
    expect(freeTextsOf(bad)).toEqual(['.to', '.lines[].note', '.lines[].any'])
  })
})

test('names have the form feature.action and are unique', () => {
  for (const { name } of allJobs) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
  expect(new Set(allJobs.map(({ name }) => name)).size).toBe(allJobs.length)
})
