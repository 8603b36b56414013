import 'server-only'
import type { Origin } from '@/lib/server/audit/entry'
import type { CheckedRequest } from '@/lib/server/http/check-request'
import { clientAddress } from '@/lib/server/http/client-address'
import type { HeaderReader } from '@/lib/server/http/http-request'
import { type PairedDevice, pairedDeviceOf } from '@/lib/server/identity/device'
import type { Contract } from '@/lib/shared/contract'

/** What a sign-in needs to know of the request it came with. */
export type SignInRequest = {
  address: string
  userAgent: string
  origin: Origin
  headers: HeaderReader
  /** The paired tablet that sent the request. */
  tablet: PairedDevice | null
}

/** Reads the address, browser and paired tablet of a sign-in request. */
export async function signInRequestOf({ request, origin }: Pick<CheckedRequest<Contract>, 'request' | 'origin'>) {
  const { headers } = request
  const device = await pairedDeviceOf(headers)
  const signInRequest: SignInRequest = {
    address: clientAddress(request),
    userAgent: headers.get('user-agent') ?? '',
    origin,
    headers,
    tablet: device?.kind === 'tablet' ? device : null,
  }
  return signInRequest
}
