import 'server-only'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { updateService } from '../../service-set-up-contract'
import { defined } from './defined'

type Body = CommandInput<typeof updateService>['body']

/** The columns of a service that a body names; its hours are stored apart. */
export function serviceColumns({ name, prefix, icon, typicalMinutes, ...more }: Body) {
  const { dailyCap, numberFrom, numberTo, joinBy, serves, needsFasting } = more
  const plain = { prefix, icon, typicalMinutes, dailyCap, numberFrom, numberTo, joinBy, serves, needsFasting }
  return defined({ ...plain, nameAr: name?.ar, nameEn: name?.en })
}
