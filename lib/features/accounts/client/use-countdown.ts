'use client'

import { useEffect, useState } from 'react'
import type { ApiError } from '@/lib/client/api-client'

/** Seconds left until the next attempt, and a function that starts the countdown. */
export function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(rest)
      if (rest === 0) setUntil(0)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return [
    left,
    (seconds) => {
      setLeft(seconds)
      setUntil(Date.now() + seconds * 1000)
    },
  ]
}

/** Seconds to wait after `too_many_requests`; a minute if the answer does not say. */
export function secondsToWait({ details }: Pick<ApiError, 'details'>): number {
  const given = details['retryAfterSeconds']
  return typeof given === 'number' && given > 0 ? Math.ceil(given) : 60
}
