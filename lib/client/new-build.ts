'use client'

import { useEffect, useState } from 'react'

const askEvery = 10 * 60_000

/** The service worker's text changes with every build, so it reveals a new build even where it cannot be registered. */
async function buildMark(): Promise<string | null> {
  try {
    const answer = await fetch('/sw.js', { cache: 'no-store' })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}

/** Becomes true when the server has a newer build than the one this page was opened with. */
export function useNewBuild(): boolean {
  const [isNew, setNew] = useState(false)
  useEffect(() => {
    let first: string | null = null
    const look = async () => {
      const mark = await buildMark()
      first ??= mark
      if (mark !== null && mark !== first) setNew(true)
    }
    void look()
    const timer = setInterval(() => void look(), askEvery)
    return () => clearInterval(timer)
  }, [])
  return isNew
}
