import { expect, test } from 'vitest'
import { z } from 'zod'
import type { TopicKind } from '@/lib/shared/topic-kind'
import { eventOf } from './event'

const lamp = {
  name: 'lamp',
  access: 'public',
  parameter: { name: 'lamp', value: z.uuid() },
  events: { lamp_update: z.object({ state: z.enum(['on', 'off']), room: z.object({ number: z.number() }) }) },
  share: { events: 1, bytes: 1 },
  errors: [],
} as const satisfies TopicKind

test('an event holds the fields that its kind declares, and drops others', () => {
  const row = { state: 'on' as const, holderName: 'سارة', room: { number: 4, notes: 'allergic' } }
  expect(eventOf(lamp, 'l1', 'lamp_update', row)).toEqual({
    topic: 'lamp:l1',
    type: 'lamp_update',
    body: { state: 'on', room: { number: 4 } },
  })
})

test('an event that does not match its kind’s declaration is a programming error', () => {
  const wrong = { state: 'broken', room: { number: 4 } } as unknown as { state: 'on'; room: { number: number } }
  expect(() => eventOf(lamp, 'l1', 'lamp_update', wrong)).toThrow(z.ZodError)
})
