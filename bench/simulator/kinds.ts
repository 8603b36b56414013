/** How clinics of one kind differ from each other and from day to day. Pairs are the range that each clinic draws from. */
export type Kind = {
  points: readonly [number, number]
  lines: number
  /** The true mean of a visit in minutes, its coefficient of variation, and how far off the typical minutes are. */
  visit: readonly [number, number]
  variation: number
  typicalOff: readonly [number, number]
  /** Visitors as a multiple of what the planned hours can serve. */
  load: readonly [number, number]
  /** Standard deviation of the speed of the staff: between them, and of each from day to day. */
  staffSpread: number
  dayDrift: number
  /** The speed at the end of the day as a multiple of that at its beginning. */
  slowdown: readonly [number, number]
  /** Minutes: the mean delay of the start, and of the end of a break. */
  late: number
  overrun: number
  breaks: number
  breakMinutes: readonly [number, number]
  /** All points take their last break at the same time. */
  commonBreak: boolean
  noShow: readonly [number, number]
  leave: number
  priority: readonly [number, number]
  booked: readonly [number, number]
  again: readonly [number, number]
}

/** A day as clinics have it: every kind below changes only what it is about. */
const usual: Kind = {
  points: [3, 4],
  lines: 1,
  visit: [6, 13],
  variation: 0.45,
  typicalOff: [0.75, 1.4],
  load: [0.8, 0.95],
  staffSpread: 0.15,
  dayDrift: 0.08,
  slowdown: [1, 1],
  late: 4,
  overrun: 3,
  breaks: 1,
  breakMinutes: [20, 35],
  commonBreak: false,
  noShow: [0.03, 0.08],
  leave: 0.03,
  priority: [0.02, 0.06],
  booked: [0, 0],
  again: [0, 0],
}

/** The kinds of clinic days that are measured. */
export const kinds = {
  'few staff': { ...usual, points: [1, 2], visit: [5, 9], load: [0.7, 0.85] },
  'many staff': { ...usual, points: [7, 10], visit: [9, 16], load: [0.8, 0.92] },
  'late starts': { ...usual, late: 18 },
  breaks: { ...usual, breaks: 2, commonBreak: true, overrun: 5 },
  'no-shows': { ...usual, noShow: [0.15, 0.3] },
  'drift of speed': { ...usual, dayDrift: 0.25, slowdown: [0.8, 1.35] },
  'priority mixes': { ...usual, priority: [0.1, 0.25], booked: [0.15, 0.3] },
  'two-step services': { ...usual, again: [0.3, 0.5] },
  'shared rooms': { ...usual, lines: 3 },
} satisfies Record<string, Kind>
export type KindName = keyof typeof kinds
