import { addStep as contract } from '@/lib/features/journeys/contract'
import { addStep } from '@/lib/features/journeys/server/change-steps'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract, addStep)
