import 'server-only'
import { mark, sha256 } from '@/lib/server/crypto'
import { addDays } from '@/lib/shared/time'

/** The link columns of a visit; `linkToken` is set only on visits made before links were derived from a key. */
type Linked = { id: string; linkToken: string | null }

/** The secret of a visit's link: 128 bits derived from its id and a key, so that the database need not store them. */
export function linkTokenOf({ id, linkToken }: Linked): string {
  return linkToken ?? mark('visit-link', id)
}

/** The hash by which a link is found. */
export function linkHashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(token))
}

/** A link is valid until the end of the day after its visit, in every time zone and however late days begin there. */
const goodForDays = 3

/** The day of the oldest visits whose links are still valid. */
export function oldestLinkedDay(now: Date): Date {
  return new Date(addDays(now.toISOString().slice(0, 10), -goodForDays))
}
