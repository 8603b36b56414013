'use client'
import { useCallback, useEffect, useState } from 'react'
import { request } from '@/lib/client/api-client'
import { ApiError } from '@/lib/client/api-error'
import type { VisitDto } from '../contract'
import { chooseStep, getVisit, skipStep } from '../endpoints'

/** Which visit, by its secret link, and the version of its ticket: with another one the plan may be another too. */
export type JourneyOf = { id: string; token: string; version: number }

export type Journey = {
  /** Null until it has been read. */
  visit: VisitDto | null
  /** The command that is on its way, as `choose lab`. */
  pending: string | null
  /** The code of the problem that a command met. */
  problem: string | null
  choose: (service: string) => void
  skip: (service: string) => void
}

/** The id of the heading of the plan. */
export const journeyHeading = 'journey'

const again = 5_000

/** The plan of a visit, read again with each change of its ticket, and what its holder may change in it. */
export function useJourney({ id, token, version }: JourneyOf): Journey {
  const [visit, setVisit] = useState<VisitDto | null>(null)
  const [pending, setPending] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const read = async (): Promise<void> => {
      const options = { params: { id }, visitToken: token, as: 'visitor', signal: stop.signal } as const
      setVisit(await request<VisitDto>(getVisit, options))
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const attempt = (): void => {
      read().catch(() => {
        if (!stop.signal.aborted) timer = setTimeout(attempt, again)
      })
    }
    attempt()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [id, token, version])

  const send = useCallback(
    async (endpoint: typeof chooseStep | typeof skipStep, name: string, service: string) => {
      setPending(`${name} ${service}`)
      setProblem(null)
      try {
        setVisit(
          await request<VisitDto>(endpoint, { params: { id }, body: { service }, visitToken: token, as: 'visitor' }),
        )
        // The pressed button is gone: the focus goes to what has changed.
        document.getElementById(journeyHeading)?.focus()
      } catch (error) {
        setProblem(error instanceof ApiError ? error.code : 'network')
      } finally {
        setPending(null)
      }
    },
    [id, token],
  )
  const choose = useCallback((service: string) => void send(chooseStep, 'choose', service), [send])
  const skip = useCallback((service: string) => void send(skipStep, 'skip', service), [send])
  return { visit, pending, problem, choose, skip }
}
