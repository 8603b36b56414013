import 'server-only'
import { clientAddress } from '@/lib/server/client-address'
import type { Call } from '@/lib/server/route'
import type { Contract } from '@/lib/shared/contract'
import type { Circumstances } from './sign-in'

/** The circumstances of a request that signs somebody in. */
export function circumstancesOf({ request, origin }: Pick<Call<Contract>, 'request' | 'origin'>): Circumstances {
  return { address: clientAddress(request), userAgent: request.headers.get('user-agent') ?? '', origin }
}
