/** Milliseconds between two polls, unless the caller says otherwise. */
const usually = 5_000

/**
 * Polls at once and then repeatedly, until the returned function is called. Reports after each poll whether it
 * succeeded. The pause has a quarter of jitter, so that screens cut off together do not poll together.
 */
export function startPolling(
  poll: () => Promise<boolean>,
  told: (succeeded: boolean) => void,
  everyMs = usually,
): () => void {
  let ended = false
  let timer: ReturnType<typeof setTimeout> | null = null
  const ask = async () => {
    const succeeded = await poll()
    if (ended) return
    told(succeeded)
    timer = setTimeout(() => void ask(), everyMs * (0.75 + Math.random() / 2))
  }
  void ask()
  return () => {
    ended = true
    if (timer !== null) clearTimeout(timer)
  }
}
