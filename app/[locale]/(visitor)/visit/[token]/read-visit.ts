import { pagePhone } from '@/lib/features/persons/server/page-phone'
import type { OpenedVisit } from '@/lib/features/queue/opened-visit'
import { openVisit } from '@/lib/features/queue/server/get-visit'

/** What the page of a visit shows; `phone` is null where none can be confirmed. */
export type VisitData = { visit: OpenedVisit; phone: { confirmed: string | null } | null }

/** The visit behind a secret link, for the browser that sends these headers; null when unknown or expired. */
export async function readVisit(token: string, headers: Pick<Headers, 'get'>): Promise<VisitData | null> {
  const opened = await openVisit(token, headers, new Date())
  return opened && { visit: opened.visit, phone: await pagePhone(token, headers, opened.flags) }
}
