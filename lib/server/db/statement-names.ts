import 'server-only'

/** Rare statements are not worth a plan that each connection keeps. */
const usesBeforeNamed = 5
const mostNamed = 300
const mostSeen = 3_000

/**
 * Names statements, so that PostgreSQL parses each once per connection and reuses its plan. Only repeated statements
 * with parameters get a name, and only a limited number, because a connection keeps all its plans. Returns '' for the
 * others, which the driver treats as unnamed.
 */
export function statementNames(): (statement: { sql: string; args: readonly unknown[] }) => string {
  const seen = new Map<string, { uses: number; name: string }>()
  let named = 0
  return ({ sql, args }) => {
    if (args.length === 0) return ''
    const known = seen.get(sql)
    if (known) {
      known.uses++
      if (known.name === '' && known.uses > usesBeforeNamed && named < mostNamed) known.name = `dawr_${++named}`
      return known.name
    }
    if (seen.size < mostSeen) seen.set(sql, { uses: 1, name: '' })
    return ''
  }
}
