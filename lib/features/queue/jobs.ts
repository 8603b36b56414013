import 'server-only'
import { defineScheduledJob } from '@/lib/server/jobs/define-scheduled-job'
import { closePastDays } from './server/close-past-days'
import { learnWaits } from './server/learn-waits'
import { openBusinessDay } from './server/open-business-day'

// Every minute on the minute, since a branch's day begins at a full minute: its screens switch within a second or two.
const everySeconds = 60

export const queueJobs = [
  defineScheduledJob({
    name: 'queue.close-past-days',
    everySeconds,
    timeLimitSeconds: 300,
    handler: ({ signal }) => closePastDays(signal),
  }),
  defineScheduledJob({
    name: 'queue.begin-business-day',
    everySeconds,
    timeLimitSeconds: 60,
    handler: ({ signal }) => openBusinessDay(signal),
  }),
  // What a visitor is told stays true while nothing happens: it is looked at again three times a minute.
  defineScheduledJob({
    name: 'queue.learn-waits',
    everySeconds: 20,
    timeLimitSeconds: 60,
    handler: ({ signal }) => learnWaits(signal),
  }),
]
