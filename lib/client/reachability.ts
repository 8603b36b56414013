/** Whether the server is reachable now. `navigator.onLine` only knows the local link. */
export async function isServerReachable(): Promise<boolean> {
  const asked = new AbortController()
  const timer = setTimeout(() => asked.abort(), 4_000)
  try {
    const answer = await fetch('/health/live', { cache: 'no-store', signal: asked.signal })
    return answer.ok
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Polls every few seconds while the page is visible, and at once when the browser reports to be online. Returns a
 * function that stops it.
 */
export function watchReachability(told: (reachable: boolean) => void): () => void {
  let ended = false
  const ask = async () => {
    const reachable = await isServerReachable()
    if (!ended) told(reachable)
  }
  const now = () => void ask()
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') now()
  }, 5_000)
  window.addEventListener('online', now)
  document.addEventListener('visibilitychange', now)
  now()
  return () => {
    ended = true
    clearInterval(timer)
    window.removeEventListener('online', now)
    document.removeEventListener('visibilitychange', now)
  }
}
