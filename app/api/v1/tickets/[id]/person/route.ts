import * as contract from '@/lib/features/persons/contract'
import { linkPerson } from '@/lib/features/persons/server/link-person'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.linkPerson, linkPerson)
