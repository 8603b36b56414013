import { searchPersons } from '@/lib/features/persons/contract'
import { searchPersons as search } from '@/lib/features/persons/server/read-person'
import { route } from '@/lib/server/http/route'

export const POST = route(searchPersons, ({ actor, input }) => search(actor, input))
