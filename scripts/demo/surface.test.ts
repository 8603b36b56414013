import { expect, test } from 'vitest'
import { type Showing, Surface } from './surface'

function made(): { showing: Showing; surface: Surface<number> } {
  const showing: Showing = { delays: [], overdue: [] }
  return { showing, surface: new Surface<number>(showing) }
}
const reaches = (wanted: number, sentAt: number, answeredAt: number, subject = 't') => ({
  subject,
  what: `not ${wanted}`,
  sentAt,
  answeredAt,
  isShown: (view: number) => view >= wanted,
})

test('measures from the answer when the screen is slower', () => {
  const { showing, surface } = made()
  surface.expect(reaches(2, 100, 110))
  surface.show(1, 120)
  surface.show(2, 150)
  expect(showing.delays).toEqual([{ afterAnswer: 40, afterPress: 50 }])
})

test('measures zero when the screen was faster than the answer', () => {
  const { showing, surface } = made()
  surface.show(2, 104)
  surface.expect(reaches(2, 100, 110))
  expect(showing.delays).toEqual([{ afterAnswer: 0, afterPress: 4 }])
})

test('does not mistake an earlier display for the effect of the command', () => {
  const { showing, surface } = made()
  surface.show(5, 90)
  surface.expect(reaches(2, 100, 110))
  surface.giveUp()
  expect(showing).toEqual({ delays: [], overdue: ['not 2'] })
})

test('expects nothing for superseded states or closed screens', () => {
  const { showing, surface } = made()
  surface.expect(reaches(2, 100, 110, 'one'))
  surface.expect(reaches(3, 100, 110, 'two'))
  surface.supersede('one')
  surface.putAway()
  surface.expect(reaches(4, 100, 110))
  surface.giveUp()
  expect(showing.overdue).toEqual([])
})

test('S11: what others changed meanwhile is not overdue', () => {
  const { showing, surface } = made()
  surface.expect(reaches(2, 100, 110, 'ours'))
  surface.expect(reaches(3, 100, 110, 'of others'))
  surface.giveUp((subject) => subject === 'of others')
  expect(showing.overdue).toEqual(['not 2'])
})

test('finds the newest view that is wanted', () => {
  const { surface } = made()
  for (const [at, view] of [4, 5, 6].entries()) surface.show(view, at)
  expect(surface.find((view) => view < 6)).toBe(5)
  expect(surface.find((view) => view > 6)).toBeUndefined()
})

test('notifies waiters of a view', async () => {
  const { surface } = made()
  const three = surface.until((view) => view >= 3)
  surface.show(1, 1)
  surface.show(4, 2)
  expect(await three).toBe(4)
  expect(await surface.until((view) => view > 3)).toBe(4)
  expect(surface.current).toBe(4)
})
