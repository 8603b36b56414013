'use client'

import { useEffect, useState } from 'react'

/** The server's time, ticking every `ms`. `ahead` is how far its clock is ahead of this computer's. */
export function useNow(ms: number, ahead: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms)
    return () => clearInterval(timer)
  }, [ms])
  return now + ahead
}
