import * as contract from '@/lib/features/jobs/contract'
import { runJobAgain } from '@/lib/features/jobs/server/run-job-again'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.runJobAgain, runJobAgain)
