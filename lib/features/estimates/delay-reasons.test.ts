import { describe, expect, test } from 'vitest'
import { delayOf } from './delay-reasons'
import type { Entry, Point, Situation } from './virtual-schedule'

const room = (id: string, change: Partial<Point> = {}): Point => ({
  id,
  minutes: { lab: 10 },
  busy: null,
  away: [],
  ...change,
})
const person = (id: string): Entry => ({ id, line: 'lab', from: 0, chance: 1 })
const line = (...ids: string[]): Entry[] => ids.map(person)
const situation = (points: Point[], entries: Entry[]): Situation => ({ points, entries })
const visit = (elapsed: number) => ({ busy: { minutes: 10, elapsed, line: 'lab' } })

/** Two rooms have begun a visit; 5 minutes later `now`. */
const before = {
  situation: situation([room('a', visit(0)), room('b', visit(0))], line('1', '2', '3', '4', 'me')),
  elapsed: 5,
}
const delay = (points: Point[], entries = line('1', '2', '3', '4', 'me')) =>
  delayOf('me', situation(points, entries), before)

describe('a delay of more than 10 minutes', () => {
  test('is not there while everything goes as expected', () => {
    expect(delay([room('a', visit(5)), room('b', visit(5))])).toBeNull()
  })
  test('is not told when it is shorter', () => {
    expect(delay([room('a', visit(5)), room('b', visit(5))], line('new', '1', '2', '3', '4', 'me'))).toBeNull()
  })
  test('comes from a break', () => {
    const away = [{ why: 'break', from: -Infinity, minutes: 40 }] as const
    expect(delay([room('a', visit(5)), room('b', { away })])?.reasons).toEqual(['break'])
  })
  test('comes from a room that is closed', () => {
    expect(delay([room('a', visit(5))])).toMatchObject({ reasons: ['closing'] })
  })
  test('comes from a room that closes earlier than planned', () => {
    const away = [{ why: 'closing', from: 0, minutes: Infinity }] as const
    expect(delay([room('a', visit(5)), room('b', { ...visit(5), away })])?.reasons).toEqual(['closing'])
  })
  test('comes from people with priority', () => {
    const entries = line('first-1', 'first-2', 'first-3', 'first-4', '1', '2', '3', '4', 'me')
    expect(delay([room('a', visit(5)), room('b', visit(5))], entries)?.reasons).toEqual(['priority'])
  })
  test('comes from a service that takes long', () => {
    const one = { situation: situation([room('a', visit(0))], line('me')), elapsed: 30 }
    expect(
      delayOf('me', situation([room('a', { busy: { minutes: 40, elapsed: 30, line: 'lab' } })], line('me')), one),
    ).toMatchObject({
      reasons: ['long_visit'],
    })
  })
  test('comes from services that take longer than before', () => {
    const slow = { minutes: { lab: 18 } }
    expect(delay([room('a', { ...visit(5), ...slow }), room('b', { ...visit(5), ...slow })])?.reasons).toEqual([
      'slower',
    ])
  })
  test('comes from services that took long, when nothing else can be found any more', () => {
    const told = { situation: situation([room('a', visit(0))], line('1', '2', 'me')), elapsed: 25 }
    expect(delayOf('me', situation([room('a', visit(0))], line('2', 'me')), told)?.reasons).toEqual(['slower'])
  })
  test('comes from a room that has not opened', () => {
    const opens = (minutes: number) => room('a', { away: [{ why: 'opening', from: -Infinity, minutes }] })
    const told = { situation: situation([opens(5)], line('me')), elapsed: 10 }
    expect(delayOf('me', situation([opens(15)], line('me')), told)).toEqual({ minutes: 15, reasons: ['late_opening'] })
  })
  test('names the largest of several reasons first', () => {
    const away = [{ why: 'break', from: -Infinity, minutes: 60 }] as const
    const entries = line('first-1', 'first-2', '1', '2', '3', '4', 'me')
    expect(delay([room('a', visit(5)), room('b', { away })], entries)?.reasons).toEqual(['break', 'priority'])
  })
  test('has no minutes where nobody serves any more', () => {
    expect(delay([])).toBeNull()
  })
})
