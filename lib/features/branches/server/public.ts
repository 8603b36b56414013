import 'server-only'

/** What other features may call: the set-up of branches, cached or as of a transaction, and creating one. */
export { availabilityOf } from '../rules'
export {
  announceSetup,
  type BranchRecord,
  businessDateOf,
  type ClassRecord,
  classOf,
  findBranch,
  findBranchById,
  forgetBranches,
  kindOf,
  listBranches,
  nextBusinessDayAt,
  openAcrossDays,
  openingOf,
  openPointsOf,
  pathwayOf,
  pointServing,
  type ServicePointRecord,
  type ServiceRecord,
  serviceOf,
  servicePointOf,
  storedSetupVersion,
  withFreshSetup,
} from './branch-directory'
export { createBranch } from './create-branch'
export { assertTimeZone } from './set-up/assert-time-zone'
export { branchTemplates } from './templates'
