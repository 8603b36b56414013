'use client'
import { useEffect, useState } from 'react'
import { request } from '@/lib/client/api-client'
import type { ServiceDto } from '@/lib/features/branches/contract'
import { listServices } from '@/lib/features/branches/endpoints'

const lookEvery = 60_000

/** The clinics of a branch. Refreshed periodically, because opening hours change without an event. */
export function useServices(branch: string, initial: ServiceDto[]): ServiceDto[] {
  const [services, setServices] = useState(initial)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      request<{ services: ServiceDto[] }>(listServices, { query: { branch } }).then(
        (answer) => setServices(answer.services),
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
  return services
}
