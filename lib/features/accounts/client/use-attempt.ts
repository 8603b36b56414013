'use client'

import { useEffect, useState } from 'react'
import { ApiError } from '@/lib/client/api-client'
import { secondsToWait, useCountdown } from './use-countdown'

const slowAfter = 4_000

export type Attempt = {
  pending: boolean
  /** The network is slow, and the request is being repeated. */
  slow: boolean
  /** Why the last attempt failed. */
  refusal: ApiError | null
  /** Seconds until the next attempt is allowed. */
  waitSeconds: number
  /** Runs the work; resolves to whether it succeeded. Stays pending after success if the page is being left. */
  run: (work: () => Promise<void>, options?: { leaving?: boolean }) => Promise<ApiError | null>
  forget: () => void
}

/** State of one request to the server: pending, slow, refused with a reason, or rate-limited. */
export function useAttempt(): Attempt {
  const [pending, setPending] = useState(false)
  const [slow, setSlow] = useState(false)
  const [refusal, setRefusal] = useState<ApiError | null>(null)
  const [waitSeconds, wait] = useCountdown()
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setSlow(true), slowAfter)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [pending])
  return {
    pending,
    slow,
    refusal,
    waitSeconds,
    run: async (work, { leaving = false } = {}) => {
      setPending(true)
      setRefusal(null)
      try {
        await work()
        if (!leaving) setPending(false)
        return null
      } catch (error) {
        setPending(false)
        if (!(error instanceof ApiError)) throw error
        setRefusal(error)
        if (error.code === 'too_many_requests') wait(secondsToWait(error))
        return error
      }
    },
    forget: () => setRefusal(null),
  }
}
