import { describe, expect, test } from 'vitest'
import { arrivalMinutes } from './arrivals'
import { type Clinic, planMorning } from './plan'
import { seededRandom } from './random'

const clinics: Clinic[] = [
  { slug: 'lab', typicalMinutes: 5, rooms: 2 },
  { slug: 'eyes', typicalMinutes: 7, rooms: 1 },
  { slug: 'women_eyes', typicalMinutes: 7, rooms: 1 },
  { slug: 'dental', typicalMinutes: 6, rooms: 1 },
  { slug: 'ecg', typicalMinutes: 6, rooms: 1 },
]

describe('arrivals', () => {
  test('are in order, most of them in the first hour and a half, and end before noon', () => {
    const minutes = arrivalMinutes(500, seededRandom(7))
    expect(minutes).toEqual([...minutes].sort((a, b) => a - b))
    expect(minutes.filter((it) => it < 90).length).toBeGreaterThan(350)
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...minutes)).toBeLessThan(165)
  })
})

describe('the plan of a morning', () => {
  const plan = planMorning(clinics, 150, seededRandom(1))
  const stops = plan.flatMap((it) => it.stops)

  test('is the same for the same seed, and differs for another', () => {
    expect(planMorning(clinics, 150, seededRandom(1))).toEqual(plan)
    expect(planMorning(clinics, 150, seededRandom(2))).not.toEqual(plan)
  })
  test('sends each visitor to one to four different clinics', () => {
    for (const visitor of plan) {
      const slugs = visitor.stops.map((it) => it.clinic)
      expect(new Set(slugs).size).toBe(slugs.length)
      expect(slugs.length).toBeGreaterThanOrEqual(1)
      expect(slugs.length).toBeLessThanOrEqual(4)
    }
    expect(new Set(plan.map((it) => it.stops.length))).toEqual(new Set([1, 2, 3, 4]))
  })
  test('sends nobody to both the women’s and the men’s clinic', () => {
    for (const { stops: route } of plan) {
      const slugs = route.map((it) => it.clinic)
      expect(slugs.includes('eyes') && slugs.includes('women_eyes')).toBe(false)
    }
  })
  test('contains every kind of event, and exactly one emergency, which goes straight through', () => {
    const twists = new Set(stops.map((it) => it.twist))
    expect(twists).toEqual(new Set([null, 'slow', 'absent', 'lost', 'hold', 'transfer', 'mistake', 'leaves']))
    expect(stops.some((it) => it.asksTwice)).toBe(true)
    expect(plan.filter((it) => it.name !== null)).toHaveLength(12)
    const urgent = plan.filter((it) => it.emergency)
    expect(urgent).toHaveLength(1)
    expect(urgent[0]?.name).not.toBeNull()
    expect(urgent[0]?.stops.map((it) => it.twist)).toEqual([null])
  })
  test('transfers to a clinic that is not on the visitor’s route', () => {
    for (const { stops: route } of plan) {
      for (const stop of route.filter((it) => it.twist === 'transfer')) {
        expect(stop.transferTo).not.toBeNull()
        expect(route.map((it) => it.clinic)).not.toContain(stop.transferTo)
      }
    }
  })
  test('works for one visitor', () => {
    expect(planMorning(clinics, 1, seededRandom(3))).toHaveLength(1)
  })
})
