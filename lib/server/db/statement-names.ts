import 'server-only'

/** Texts that are used now and then are not worth a plan that each connection keeps. */
const usesBeforeNamed = 5
const mostNamed = 300
const mostSeen = 3_000

/**
 * Gives statements their names, so that PostgreSQL parses each once a connection and then reuses its plan. Only texts with
 * parameters that come back get one, and only so many, because a connection keeps all its plans. Answers '' for the others,
 * which the driver takes for no name.
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
