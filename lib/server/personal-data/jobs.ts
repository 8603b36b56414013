import 'server-only'
import { defineScheduledJob } from '../jobs/define-scheduled-job'
import { reseal } from './reseal'
import { applyRetention } from './retention'

const hourly = 3_600

export const personalDataJobs = [
  defineScheduledJob({
    name: 'personal-data.forget-due',
    everySeconds: hourly,
    timeLimitSeconds: 1_800,
    handler: ({ signal }) => applyRetention(new Date(), signal),
  }),
  // Runs even without a key change in this process: another one may still have sealed with the previous key.
  defineScheduledJob({
    name: 'personal-data.reseal',
    everySeconds: hourly,
    timeLimitSeconds: 3_600,
    handler: ({ signal }) => reseal(signal),
  }),
]
