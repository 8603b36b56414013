import { describe, expect, test } from 'vitest'
import { inOrder, matching, type Place, tileAfter } from './picker-order'

const room = (number: number, text: string, more: Partial<Place> = {}): Place => ({
  value: `point:room-${number}`,
  title: `غرفة ${number}`,
  text,
  isYours: false,
  ...more,
})
const rooms = [room(1, 'العيون'), room(2, 'المختبر'), room(12, 'الأسنان'), room(10, 'الأشعة', { isYours: true })]
const titles = (places: readonly Place[]) => places.map(({ title }) => title)

describe('S6: the choice of a room', () => {
  test('puts the own room first, then the one of last time', () => {
    expect(titles(inOrder(rooms, 'point:room-12'))).toEqual(['غرفة 10', 'غرفة 12', 'غرفة 1', 'غرفة 2'])
    expect(titles(inOrder(rooms, null))).toEqual(['غرفة 10', 'غرفة 1', 'غرفة 2', 'غرفة 12'])
  })
  test('finds a room by its number in either script, the exact one first, or by its clinic', () => {
    expect(titles(matching(rooms, '1'))).toEqual(['غرفة 1', 'غرفة 12', 'غرفة 10'])
    expect(titles(matching(rooms, '١٢'))).toEqual(['غرفة 12'])
    expect(titles(matching(rooms, 'اسنان'))).toEqual(['غرفة 12'])
    expect(titles(matching(rooms, '9'))).toEqual([])
    expect(matching(rooms, ' ')).toBe(rooms)
  })
  test('moves by arrows through rows of tiles, in the direction of the page', () => {
    const box = (left: number, top: number) => ({ left, top })
    // Three in a row, then two; right to left the first is on the right.
    const boxes = [box(20, 0), box(10, 0), box(0, 0), box(20, 10), box(10, 10)]
    expect(tileAfter(boxes, 0, 'ArrowLeft', true)).toBe(1)
    expect(tileAfter(boxes, 1, 'ArrowRight', true)).toBe(0)
    expect(tileAfter(boxes, 0, 'ArrowRight', false)).toBe(1)
    expect(tileAfter(boxes, 1, 'ArrowDown', true)).toBe(4)
    expect(tileAfter(boxes, 2, 'ArrowDown', true)).toBe(4)
    expect(tileAfter(boxes, 3, 'ArrowUp', true)).toBe(0)
    expect(tileAfter(boxes, 4, 'ArrowDown', true)).toBe(4)
    expect(tileAfter(boxes, 2, 'Home', true)).toBe(0)
    expect(tileAfter(boxes, 0, 'End', true)).toBe(4)
    expect(tileAfter(boxes, 0, 'Tab', true)).toBe(0)
  })
})
