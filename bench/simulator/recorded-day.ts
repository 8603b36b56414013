import { dayFromTransitions, readTransitions } from './from-transitions'
import { type Judged, judgeDay } from './judge-day'
import { RollingWaits } from './rivals'
import { newLearned } from './watch-day'

/** How many times faster than real time `recorded-day.jsonl.gz` was played, with `npm run demo -- --visitors=120`. */
const speed = 60

/** The typical minutes of the demonstration's clinics. */
const typicalMinutes = {
  ...{ vitals: 4, lab: 5, xray: 7, eyes: 7, internal: 8, ent: 6, surgery: 7, dental: 6, psychiatry: 9, derma: 5 },
  ...{ bones: 6, ecg: 6, audio: 6, women_internal: 8, women_derma: 5, women_eyes: 7 },
}

/** The waits of a day of the demonstration, as on a first day: nothing was learned before. */
export function judgeRecordedDay(text: string): Judged[] {
  const learned = newLearned(new Map(Object.entries(typicalMinutes)))
  const errors = { ranges: new Map(), rolling: new RollingWaits() }
  return judgeDay(dayFromTransitions(readTransitions(text), speed), learned, errors)
}
