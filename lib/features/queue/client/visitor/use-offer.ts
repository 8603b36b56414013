'use client'
import { useEffect, useState } from 'react'
import { request } from '@/lib/client/api-client'
import type { ServiceDto } from '@/lib/features/branches/contract'
import { listServices } from '@/lib/features/branches/endpoints'
import type { FlagStates } from '@/lib/features/branches/flags'

const lookEvery = 60_000

/** What a branch offers a visitor: its clinics, and which features are on. */
export type Offer = { services: ServiceDto[]; flags: FlagStates }

/** The offer of a branch. Refreshed periodically, because opening hours and flags change without an event. */
export function useOffer(branch: string, initial: Offer): Offer {
  const [offer, setOffer] = useState(initial)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      request<Offer>(listServices, { query: { branch } }).then(
        ({ services, flags }) => setOffer({ services, flags }),
        // Keeps the shown data; the page reports a missing network by itself.
        () => undefined,
      )
    }
    const again = setInterval(look, lookEvery)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(again)
      document.removeEventListener('visibilitychange', look)
    }
  }, [branch])
  return offer
}
