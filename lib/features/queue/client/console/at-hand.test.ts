import { describe, expect, test } from 'vitest'
import type { LineTicketDto } from '../../line-contract'
import { fits, stepOf, wishOf } from './at-hand'

const ticket = (state: LineTicketDto['state']) => ({ id: '1', code: 'E001', state }) as LineTicketDto
const called = ticket('called')
const served = ticket('in_service')

describe('S1: one button and one key are the next step', () => {
  test('call the next, start, finish and call the next; without anybody to call, only finish', () => {
    expect(stepOf(null, true)).toBe('callNext')
    expect(stepOf(null, false)).toBe('callNext')
    expect(stepOf(called, true)).toBe('start')
    expect(stepOf(served, true)).toBe('finishAndCall')
    expect(stepOf(served, false)).toBe('finish')
  })
  test('the key of the next step does what the button says', () => {
    expect(wishOf('callNext', null, true)).toEqual({ command: 'callNext' })
    expect(wishOf('callNext', called, true)).toEqual({ command: 'start', ticket: called })
    expect(wishOf('callNext', served, true)).toEqual({ command: 'callNext' })
    expect(wishOf('callNext', served, false)).toEqual({ command: 'finish', ticket: served })
  })
  test('another key starts a called ticket, and finishes one in service without calling', () => {
    expect(wishOf('startFinish', called, true)).toEqual({ command: 'start', ticket: called })
    expect(wishOf('startFinish', served, true)).toEqual({ command: 'finish', ticket: served })
  })
  test('calling into an empty line is left to the server, which says why not', () => {
    expect(wishOf('callNext', null, false)).toEqual({ command: 'callNext' })
  })
})

test('a key without a possible command gives the reason', () => {
  for (const action of ['recall', 'startFinish', 'hold', 'noAnswer', 'transfer'] as const)
    expect(wishOf(action, null, true)).toEqual({ kind: 'nobodyHere' })
  expect(wishOf('recall', served, true)).toEqual({ kind: 'notNow', ticket: served })
  expect(wishOf('noAnswer', served, true)).toEqual({ kind: 'notNow', ticket: served })
  expect(wishOf('hold', served, true)).toEqual({ command: 'hold', ticket: served })
})

test('a command is possible or not by the state of the ticket', () => {
  expect(fits('resume', ticket('missed'))).toBe(true)
  expect(fits('resume', called)).toBe(false)
})
