'use client'
import { useEffect, useState } from 'react'
import { request } from '@/lib/client/api-client'
import type { ServiceDto } from '@/lib/features/branches/contract'
import { listServices } from '@/lib/features/branches/endpoints'

const lookEvery = 60_000

/** The clinics of a branch. Doors open and close by the clock, which no event tells of, so they are looked at again. */
export function useServices(branch: string, initial: ServiceDto[]): ServiceDto[] {
  const [services, setServices] = useState(initial)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      request<{ services: ServiceDto[] }>(listServices, { query: { branch } }).then(
        (answer) => setServices(answer.services),
        // What is on the screen stays; the page says by itself when there is no network.
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
