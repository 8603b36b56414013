'use client'

import { useEffect, useState } from 'react'
import { ApiError } from '@/lib/client/api-client'
import { secondsToWait, useCountdown } from './use-countdown'

const slowAfter = 4_000

export type Attempt = {
  pending: boolean
  /** It takes long: the network is weak, and the request is being sent again. */
  slow: boolean
  /** Why the last try failed. */
  refusal: ApiError | null
  /** Seconds until another try is taken. */
  waitSeconds: number
  /** Does the work once; answers whether it succeeded. Pending stays true after success if the page is being left. */
  run: (work: () => Promise<void>, options?: { leaving?: boolean }) => Promise<ApiError | null>
  forget: () => void
}

/** One thing that is tried with the server: on its way, slow, refused and why, or to be waited for. */
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
