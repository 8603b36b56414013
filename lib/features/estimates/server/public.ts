import 'server-only'

/** What other features may call: what is learned of a branch, and its storage for the job that learns. */
export { ensureLearned, learnedOf, refreshLearned } from './learned-cache'
export { addErrors, forgetOldLearned, learnedUntil, noteLearned, readLearned, writeLearned } from './learned-rows'
export { addTold, keepTold, readTold } from './told-rows'
