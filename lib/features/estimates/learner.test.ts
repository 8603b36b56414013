import { describe, expect, test } from 'vitest'
import { type Learned, newLineLearned } from './learned'
import { type Change, Learner, type Told } from './learner'
import { tellingsOf } from './situation'

const start = Date.UTC(2026, 10, 22, 8)
const at = (minute: number): number => start + minute * 60_000
const clock = (day: string) => ({ day, minuteOf: (time: number) => 480 + (time - start) / 60_000 })
const nothing = (): Learned => ({ lines: new Map(), staff: new Map(), points: new Map() })
const typical = new Map([['eyes', 5]])

const change = (kind: Change['kind'], minute: number, since: number | null, more: Partial<Change> = {}): Change => {
  const about = { ticket: 'a', line: 'eyes', point: 'room', staff: 'nora' }
  return { ...about, kind, at: at(minute), since: since === null ? null : at(since), ...more }
}
const told = (minute: number, high: number, isFirst = true): Told => {
  const said = { scheduled: 5, expected: 5, range: { low: 0, high }, isFirst }
  return { ...said, ticket: 'a', line: 'eyes', at: at(minute) }
}

describe('learning', () => {
  test('a visit teaches the times of the line and of the member of staff, and their pace of the day', () => {
    const learner = new Learner(nothing(), clock('2026-11-22'), typical)
    learner.apply(change('call', 0, null), [])
    learner.apply(change('end', 10, 0), [])
    const { lines, staff } = learner.learned
    expect(lines.get('eyes')?.times.mean).toBeGreaterThan(5)
    expect(staff.get('eyes nora')).toMatchObject({ day: '2026-11-22', pace: { visits: 1, times: 2 } })
  })
  test('an unanswered call teaches how often and how long', () => {
    const learner = new Learner(nothing(), clock('2026-11-22'), typical)
    learner.apply(change('call', 0, null), [])
    learner.apply(change('absent', 3, 0), [])
    const { absent, absentMinutes, handover } = learner.learned.lines.get('eyes')?.habits ?? newLineLearned(5).habits
    expect([absent.count, absentMinutes.count, handover.count]).toEqual([1, 1, 0])
  })
  test('a pause counts only for a visitor who waited through it', () => {
    const learner = new Learner(nothing(), clock('2026-11-22'), typical)
    learner.apply(change('call', 0, null), [])
    learner.apply(change('end', 5, 0), [])
    learner.apply(change('call', 7, 6), [])
    expect(learner.learned.lines.get('eyes')?.habits.handover.count).toBe(0)
    learner.apply(change('end', 9, 7), [])
    learner.apply(change('call', 10, 1), [])
    expect(learner.learned.lines.get('eyes')?.habits.handover.count).toBe(1)
  })
  test('a wait that was longer than told counts as late, and each telling is learned apart', () => {
    const learner = new Learner(nothing(), clock('2026-11-22'), typical)
    learner.apply(change('call', 20, 0), [told(0, 10), told(15, 10, false)])
    expect(learner.errors.get('eyes')).toEqual({ waits: 1, error: -15, absolute: 15, late: 1, held: 0 })
    const line = learner.learned.lines.get('eyes') ?? newLineLearned(5)
    expect(line.first).not.toEqual(line.later)
    expect(line.trust.late.count).toBe(1)
  })
  test('a point is away once it has called nobody for ten minutes who waited, not because nobody came', () => {
    const learner = new Learner(nothing(), clock('2026-11-22'), typical)
    learner.apply(change('call', 0, null), [])
    learner.apply(change('end', 5, 0), [])
    learner.markAway([{ id: 'room', waitedFor: at(60) }], at(65))
    expect(learner.learned.points.get('room')?.state).toBe('open')
    learner.markAway([{ id: 'room', waitedFor: at(60) }], at(71))
    expect(learner.learned.points.get('room')).toMatchObject({ state: 'away', since: at(60) })
  })
  test('the hours of a point are learned when its day is over, and not from a day on which nobody worked', () => {
    const learned = nothing()
    const first = new Learner(learned, clock('2026-11-22'), typical)
    first.apply(change('call', 0, null), [])
    first.apply(change('end', 60, 0), [])
    const next = new Learner(learned, clock('2026-11-23'), typical)
    expect(next.beginDay()).toBe(true)
    const hours = learned.points.get('room')?.hours ?? []
    // Quarters of an hour: away before eight, at work from eight to half past nine.
    expect(hours.map(({ mean }) => mean).slice(31, 39)).toEqual([15, 0, 0, 0, 0, 0, 0, 15])
    expect(new Learner(learned, clock('2026-11-24'), typical).beginDay()).toBe(true)
    expect(learned.points.get('room')?.hours).toEqual(hours)
  })
})

describe('what is told', () => {
  const line = { id: 'eyes', typicalMinutes: 5, closesAt: null }
  const people = ['a', 'b'].map((id) => ({ id, line: 'eyes', since: at(0) }))
  const now = { at: at(1), minute: 481, day: '2026-11-22', lines: [line], people }
  const idle = { id: 'room', lines: ['eyes'], current: null }
  const busy = { ...idle, current: { line: 'eyes', calledAt: at(0), staff: null } }

  test('is nothing where no point has begun to call', () => {
    expect(tellingsOf({ ...now, points: [idle] }, nothing())).toEqual([null, null])
  })
  test('is a range for each, later for who is later', () => {
    const [first, second] = tellingsOf({ ...now, points: [busy] }, nothing())
    expect(first?.scheduled).toBeLessThan(second?.scheduled ?? 0)
    expect(first).toMatchObject({ isFirst: true, range: { low: 0 } })
  })
  test('is of what was learned of later tellings once more than half of the wait has passed', () => {
    const [first] = tellingsOf({ ...now, at: at(30), points: [busy] }, nothing())
    expect(first?.isFirst).toBe(false)
  })
  test('is nothing where the line closes before', () => {
    const closing = { ...now, lines: [{ ...line, closesAt: at(6) }], points: [busy] }
    const [first, second] = tellingsOf(closing, nothing())
    expect(first).not.toBeNull()
    expect(second).toBeNull()
  })
  test('follows who is at work: a colleague who takes twice as long makes everybody wait longer', () => {
    const learned = nothing()
    const slow = new Learner(learned, clock('2026-11-22'), typical)
    for (let i = 0; i < 30; i++) slow.apply(change('end', i * 20 + 12, i * 20, { staff: 'slow' }), [])
    const by = (staff: string) => ({ ...busy, current: { line: 'eyes', calledAt: at(0), staff } })
    const [, withSlow] = tellingsOf({ ...now, points: [by('slow')] }, learned)
    const [, withOther] = tellingsOf({ ...now, points: [by('new')] }, learned)
    expect(withSlow?.scheduled).toBeGreaterThan(withOther?.scheduled ?? Infinity)
  })
})
