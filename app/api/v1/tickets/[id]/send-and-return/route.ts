import { sendAndReturn as contract } from '@/lib/features/journeys/contract'
import { sendAndReturn } from '@/lib/features/journeys/server/send-and-return'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract, sendAndReturn)
