import { expect, test } from 'vitest'
import { explain, questionOf } from './explain'

const attempted = { command: 'callNext', ticket: { id: 't1', code: 'D002' }, sawWaiting: true } as const

test('a line whose people are all at other clinics is distinguished from an empty one', () => {
  const refusal = { code: 'all_busy_elsewhere', details: { service: 'dental', passedOver: 3 } } as const
  expect(explain(refusal, attempted, [], null)).toEqual({ kind: 'allBusyElsewhere', count: 3 })
})

test('somebody at another clinic is named with that clinic', () => {
  const refusal = { code: 'busy_elsewhere', details: { code: 'B001', state: 'called', service: 'bones' } } as const
  const command = { ...attempted, command: 'ticket' } as const
  expect(explain(refusal, command, [], null)).toEqual({ kind: 'busyElsewhere', code: 'D002', service: 'bones' })
})

test('the question about a colleague’s service is asked even if the colleague is unknown', () => {
  const asked = questionOf('finish', { ticket: 't9', code: 'S001', startedAt: '2026-11-22T08:00:00Z' }, [])
  expect(asked).toEqual({ command: 'finish', code: 'S001', startedAt: '2026-11-22T08:00:00Z', by: null })
})
