import { noAnswer } from '@/lib/features/queue/command-contract'
import { markNoAnswer } from '@/lib/features/queue/server/advance-ticket'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(noAnswer, markNoAnswer)
