import * as contract from '@/lib/features/persons/contract'
import { exportPerson } from '@/lib/features/persons/server/read-person'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.exportPerson, ({ actor, params, origin, now }) =>
  exportPerson(actor, params.id, origin, now),
)
