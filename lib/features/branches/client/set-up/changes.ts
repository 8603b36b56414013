/** What a form sends: each field of the thing with its value. */
export type Body = Readonly<Record<string, unknown>>

/** A value in one spelling, whatever the order of its keys. */
function spelt(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

const isSame = (one: unknown, other: unknown): boolean => spelt(one) === spelt(other)

/** The fields of `after` that differ from `before`: an update names only these. */
export function changesOf(before: Body, after: Body): Body {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !isSame(before[name], value)))
}

/**
 * The names of the fields that this form and another person have set to different values since `before` was read. Fields that
 * only the other person has changed do not clash: an update does not contain them.
 */
export function clashesOf(changes: Body, before: Body, now: Body): string[] {
  return Object.keys(changes).filter((name) => !isSame(before[name], now[name]) && !isSame(changes[name], now[name]))
}
