/** Texts that the browser refused to store, kept as long as this page lives. */
const unwritten = new Map<string, string | null>()

/** A stored text; null when there is none, undefined where the browser refuses storage. */
export function readStored(key: string): string | null | undefined {
  const kept = unwritten.get(key)
  if (kept !== undefined) return kept
  try {
    return localStorage.getItem(key)
  } catch {
    return undefined
  }
}

/** Stores a text, null removes it. Where the browser refuses storage (blocked, full) it lasts as long as the page. */
export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    unwritten.delete(key)
  } catch {
    unwritten.set(key, value)
  }
}
