import 'server-only'
import type { Origin } from '@/lib/server/audit/entry'
import { clientAddress } from '@/lib/server/client-address'
import { type PairedDevice, pairedDeviceOf } from '@/lib/server/identity/device'
import type { Call } from '@/lib/server/route'
import type { Contract } from '@/lib/shared/contract'

/** The request of somebody who signs in. */
export type Circumstances = {
  address: string
  userAgent: string
  origin: Origin
  headers: Headers
  /** The paired tablet that it came from. */
  tablet: PairedDevice | null
}

/** The circumstances of a request that signs somebody in. */
export async function circumstancesOf({ request, origin }: Pick<Call<Contract>, 'request' | 'origin'>) {
  const { headers } = request
  const device = await pairedDeviceOf(headers)
  const circumstances: Circumstances = {
    address: clientAddress(request),
    userAgent: headers.get('user-agent') ?? '',
    origin,
    headers,
    tablet: device?.kind === 'tablet' ? device : null,
  }
  return circumstances
}
