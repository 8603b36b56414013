/** Milliseconds between two polls, with a quarter of jitter, so that screens cut off together do not poll together. */
const pollEvery = 5_000

/**
 * Polls at once and then repeatedly, until the returned function is called. Reports after each poll whether it
 * succeeded.
 */
export function startPolling(poll: () => Promise<boolean>, told: (succeeded: boolean) => void): () => void {
  let ended = false
  let timer: ReturnType<typeof setTimeout> | null = null
  const ask = async () => {
    const succeeded = await poll()
    if (ended) return
    told(succeeded)
    timer = setTimeout(() => void ask(), pollEvery * (0.75 + Math.random() / 2))
  }
  void ask()
  return () => {
    ended = true
    if (timer !== null) clearTimeout(timer)
  }
}
