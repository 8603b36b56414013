/**
 * Runs `work` while this page holds a lock of the browser (with `ifAvailable` it gets null when another page holds it).
 * Resolves to false, without running it, where the browser has no locks (they need https) or refuses them. Rejects when
 * the lock is stolen, when the wait for it is aborted, and when `work` throws.
 */
export async function withBrowserLock(
  name: string,
  options: LockOptions,
  work: (lock: Lock | null) => Promise<void>,
): Promise<boolean> {
  let began = false
  try {
    await navigator.locks.request(name, options, (lock) => {
      began = true
      return work(lock)
    })
    return true
  } catch (error) {
    if (began || options.signal?.aborted) throw error
    return false
  }
}
