import 'server-only'
import type { Job } from '@/lib/server/jobs/define-job'
import { personalDataJobs } from '@/lib/server/personal-data/jobs'
import { platformJobs } from '@/lib/server/platform-jobs'
import { journeyJobs } from './journeys/jobs'
import { sendCodeJob } from './persons/jobs'
import { queueJobs } from './queue/jobs'

/** Every job. Each has a queue of the same name, created by a migration. */
export const allJobs: readonly Job[] = [...queueJobs, ...journeyJobs, sendCodeJob, ...personalDataJobs, ...platformJobs]
