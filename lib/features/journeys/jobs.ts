import 'server-only'
import { defineScheduledJob } from '@/lib/server/jobs/define-scheduled-job'
import { moveVisitsOn } from './server/move-on'

export const journeyJobs = [
  defineScheduledJob({
    name: 'journeys.move-on',
    everySeconds: 20,
    timeLimitSeconds: 120,
    handler: ({ signal }) => moveVisitsOn(signal),
  }),
]
