import * as contract from '@/lib/features/persons/contract'
import { createPerson } from '@/lib/features/persons/server/change-person'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.createPerson, createPerson)
