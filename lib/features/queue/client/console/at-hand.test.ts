import { expect, test } from 'vitest'
import type { LineTicketDto } from '../../line-contract'
import { fits, wishOf } from './at-hand'

const ticket = (state: LineTicketDto['state']) => ({ id: '1', code: 'E001', state }) as LineTicketDto
const called = ticket('called')
const served = ticket('in_service')

test('one key starts a called ticket and finishes one in service', () => {
  expect(wishOf('startFinish', called)).toEqual({ command: 'start', ticket: called })
  expect(wishOf('startFinish', served)).toEqual({ command: 'finish', ticket: served })
})

test('the next is not called while a called visitor has not arrived', () => {
  expect(wishOf('callNext', null)).toEqual({ command: 'callNext' })
  expect(wishOf('callNext', served)).toEqual({ command: 'callNext' })
  expect(wishOf('callNext', called)).toEqual({ kind: 'startFirst', code: 'E001' })
})

test('a key without a possible command gives the reason', () => {
  for (const action of ['recall', 'startFinish', 'hold', 'noAnswer', 'transfer'] as const)
    expect(wishOf(action, null)).toEqual({ kind: 'nobodyHere' })
  expect(wishOf('recall', served)).toEqual({ kind: 'notNow', ticket: served })
  expect(wishOf('noAnswer', served)).toEqual({ kind: 'notNow', ticket: served })
  expect(wishOf('hold', served)).toEqual({ command: 'hold', ticket: served })
})

test('a command is possible or not by the state of the ticket', () => {
  expect(fits('resume', ticket('missed'))).toBe(true)
  expect(fits('resume', called)).toBe(false)
})
