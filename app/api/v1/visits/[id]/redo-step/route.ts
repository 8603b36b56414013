import { redoStep as contract } from '@/lib/features/journeys/contract'
import { redoStep } from '@/lib/features/journeys/server/change-steps'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract, redoStep)
