import * as contract from '@/lib/features/persons/contract'
import { erasePerson } from '@/lib/features/persons/server/erase-person'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.erasePerson, erasePerson)
