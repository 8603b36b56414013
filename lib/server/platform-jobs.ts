import 'server-only'
import { forgetOldRecords } from './forget-old-records'
import { defineScheduledJob } from './jobs/define-scheduled-job'

export const platformJobs = [
  defineScheduledJob({
    name: 'platform.forget-old-records',
    everySeconds: 300,
    timeLimitSeconds: 300,
    handler: ({ signal }) => forgetOldRecords(signal),
  }),
]
