import * as contract from '@/lib/features/persons/contract'
import { getPerson } from '@/lib/features/persons/server/read-person'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.getPerson, ({ actor, params }) => getPerson(actor, params.id))
