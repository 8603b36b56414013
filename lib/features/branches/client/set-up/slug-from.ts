/** A name for addresses made from an English name, unlike those in use: `X-ray 2` is `x-ray-2`. */
export function slugFrom(name: string, taken: readonly string[], otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replaceAll(/^-+|-+$/g, '')
  const base = plain === '' ? otherwise : plain
  const free = (count: number): string => {
    const slug = count === 1 ? base : `${base}-${count}`
    return taken.includes(slug) ? free(count + 1) : slug
  }
  return free(1)
}

/** Whether a typed name can stand in addresses. */
export function isSlug(typed: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,39}$/.test(typed)
}
