import 'server-only'
import type { JobPage } from '../contract'
import type { JobView } from '../rules'
import { listJobs } from './list-jobs'

const pageSize = 50

/** The jobs shown on a page of the administration. */
export function pageJobs({ state, page }: JobView): Promise<JobPage> {
  return listJobs({ state, page, limit: pageSize })
}
