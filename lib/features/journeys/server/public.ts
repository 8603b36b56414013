import 'server-only'

/** What the queue calls: the plan of a visit, whose ticket it moves. */
export { beginPlans, findPlan, planBeforeFromJson, savePlans } from './plan-store'
export { presentVisit } from './present-visit'
