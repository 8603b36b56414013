import * as contract from '@/lib/features/jobs/contract'
import { listJobs } from '@/lib/features/jobs/server/list-jobs'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listJobs, ({ query }) => listJobs(query))
