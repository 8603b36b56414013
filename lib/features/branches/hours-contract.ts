import { z } from 'zod'
import { integer, typedTexts } from '@/lib/shared/fields'
import { faultOf, isInPeriod } from './opening-hours'

/** A minute of the local day, at most `most`. */
export const minuteOfDay = (description: string, example: number, most = 1_439) =>
  integer(description, example).min(0).max(most)

const opening = z
  .strictObject({
    weekday: integer('The day of the week, 0 being Sunday.', 0).min(0).max(6),
    opensMinute: minuteOfDay('When it opens: minute of the local day.', 480),
    closesMinute: minuteOfDay('When it closes: minute of the local day; over 1440 on the next day.', 960, 2_880),
  })
  .meta({ id: 'Opening', description: 'A weekly opening.' })

const openings = z
  .array(opening)
  .max(28)
  .superRefine((it, context) => {
    const fault = faultOf(it)
    if (fault) context.addIssue({ code: 'custom', message: fault })
  })

const date = z.iso.date().refine((it) => it >= '2000-01-01' && it < '2200-01-01', 'out_of_range')

const exception = z
  .strictObject({
    name: typedTexts(1, 120).meta({
      description: 'What they are for.',
      examples: [{ ar: 'عيد الفطر', en: 'Eid al-Fitr' }],
    }),
    from: date.describe('The first date.'),
    to: date.describe('The last date.'),
    openings: openings.describe('The weekly openings on these dates; none means closed.'),
  })
  .superRefine(({ from, to, openings: on }, context) => {
    if (to < from) context.addIssue({ code: 'custom', path: ['to'], message: 'ends_before_it_begins' })
    else if (Date.parse(to) - Date.parse(from) > 366 * 86_400_000)
      context.addIssue({ code: 'custom', path: ['to'], message: 'longer_than_a_year' })
    else if (!on.every(({ weekday }) => isInPeriod(weekday, from, to)))
      context.addIssue({ code: 'custom', path: ['openings'], message: 'on_no_day_of_the_period' })
  })
  .meta({ id: 'HoursException', description: 'Other hours on certain dates, such as a holiday or Ramadan.' })

/** Weekly hours with their exceptions, of a branch or of a service. */
export const hours = z
  .strictObject({
    weekly: openings.describe('The weekly openings. A service without any has those of its branch.'),
    exceptions: z
      .array(exception)
      .max(60)
      .superRefine((all, context) => {
        const index = all.findIndex((it, i) => all.slice(0, i).some(({ from, to }) => from <= it.from && it.to <= to))
        if (index >= 0) context.addIssue({ code: 'custom', path: [index], message: 'covered_by_an_earlier_one' })
      })
      .describe('Other hours on certain dates; the first that covers a date holds.'),
  })
  .meta({ id: 'Hours', description: 'When a branch or a service is open.' })
export type Hours = z.infer<typeof hours>
