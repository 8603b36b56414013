// PostgreSQL's codes (SQLSTATE): 08 connection, 28 login, 3D database, 53 disk, memory or connections used up, 57 stopped by
// an administrator, a restart or a time limit, 58 system, XX001/2 damaged files, 25P03/4 the session waited too long,
// 25006 only for reading as after a switch to another server, 55000 closed to new sessions.
const states = /^(?:08...|28...|3D...|53...|57014|57P0.|58...|XX00[12]|25P0[34]|25006|55000)$/
// Prisma's codes: not reached, login or database refused, timed out, closed, no connection or no transaction in time.
const prismaCodes = /^P(?:1000|1001|1002|1003|1008|1010|1011|1017|2024|2028|2037)$/
const sockets =
  /^E(?:CONN(?:REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|(?:HOST|NET)(?:UNREACH|DOWN)|ADDRNOTAVAIL|MFILE|NFILE)$/
const kinds = new Set([
  'AuthenticationFailed',
  'ConnectionClosed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
  'TransactionAlreadyClosed',
])
// The driver gives these no code; and a socket that is missing has the code of any missing file.
const messages =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (?:has encountered|was closed)|Cannot use a pool after)|connect ENOENT .*\.s\.PGSQL\./

type Layer = { [name: string]: unknown }

const isLayer = (it: unknown): it is Layer => typeof it === 'object' && it !== null

/** An error, what Prisma and the driver wrapped in it, and so on. */
function layersOf(error: unknown): Layer[] {
  const layers: Layer[] = []
  for (let it = error; isLayer(it) && layers.length < 6; ) {
    layers.push(it)
    const meta = isLayer(it['meta']) ? it['meta'] : {}
    it = meta['driverAdapterError'] ?? it['cause']
  }
  return layers
}

const wordsOf = (layers: readonly Layer[], names: readonly string[]): string[] =>
  layers.flatMap((it) => names.flatMap((name) => (typeof it[name] === 'string' ? [it[name]] : [])))

/** The codes in an error: PostgreSQL's, Prisma's, the system's, and the adapter's kinds. */
export function codesOf(error: unknown): string[] {
  return wordsOf(layersOf(error), ['code', 'originalCode', 'kind'])
}

/** Whether the disk of the database is full: reads still work, and an operator must free space. */
export function isDiskFull(error: unknown): boolean {
  return codesOf(error).includes('53100')
}

/**
 * Whether the database is unreachable, restarting, full or overloaded: nothing is wrong with the request, which may
 * succeed later. The outcome of a commit may be unknown.
 */
export function isDatabaseDown(error: unknown): boolean {
  const isCodeOfAbsence = (code: string): boolean =>
    states.test(code) || prismaCodes.test(code) || sockets.test(code) || kinds.has(code)
  return codesOf(error).some(isCodeOfAbsence) || wordsOf(layersOf(error), ['message']).some((it) => messages.test(it))
}
