import 'server-only'
import pg from 'pg'
import { Prisma } from '../generated/prisma/client'
import { singleton } from '../singleton'
import { statementNames } from './statement-names'
import { WatchedClient } from './watched-pool'

type Query = string | { text: string }
type Send = (query: unknown) => Promise<pg.QueryResult>

/** A raw statement, as Prisma's own methods take it. */
export type Statement = TemplateStringsArray | Prisma.Sql

/** The names of statements on the connections of this process; one for all its bundles, which share them. */
export const namesOfStatements = (): ReturnType<typeof statementNames> => singleton('statement-names', statementNames)

const { builtins } = pg.types
/** What Prisma reads otherwise than the driver, by the database's type. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt],
  [builtins.DATE, (text) => new Date(`${text}T00:00:00Z`)],
])
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    (format !== 'binary' && parsers.get(type)) || pg.types.getTypeParser(type, format as 'text'),
}

const parameterOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(parameterOf) : value instanceof Date ? value.toISOString() : value

const nothing: pg.QueryResult = { command: '', rowCount: 0, oid: 0, rows: [], fields: [] }
const ignore = (): void => undefined

/**
 * The connection of one transaction. It sends BEGIN in one packet with the first statement, and COMMIT with the statement
 * in `commitWith`: the row locks then end without a round trip, and without a wait for this process. Raw statements go
 * straight to the driver, which costs a third of the way through Prisma.
 */
export class TransactionConnection {
  private client: pg.PoolClient | null = null
  private isBegun = false
  private isLast = false
  private commit: Promise<pg.QueryResult> | null = null

  /** It holds one connection in its life; others that are taken during the transaction are not its own. */
  isTaken = false

  /** Takes over a connection from the pool until its release. */
  hold(client: pg.PoolClient): pg.PoolClient {
    this.isTaken = true
    this.client = client
    const release = client.release.bind(client)
    const { query: plain } = client
    const send = plain.bind(client) as Send
    return Object.assign(client, {
      query: (query: Query) => this.pass(query, send),
      release: (error?: Error | boolean) => {
        this.client = null
        Object.assign(client, { query: plain })
        release(error)
      },
    })
  }

  /** Runs a raw statement. Throws the driver's errors, or one like Prisma's after the end of the transaction. */
  async run(statement: Statement, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (!this.client) throw Object.assign(new Error('the transaction has ended'), { code: 'P2028' })
    const { sql, text, values: args } = 'raw' in statement ? Prisma.sql(statement, ...values) : statement
    const name = namesOfStatements()({ sql, args })
    return this.client.query({ ...(name && { name }), text, values: args.map(parameterOf), types })
  }

  /** Sends COMMIT together with the one statement of `work`: nothing may follow it. */
  async commitWith<T>(work: () => Promise<T>): Promise<T> {
    this.isLast = true
    try {
      return await work()
    } finally {
      this.isLast = false
    }
  }

  private async pass(query: Query, send: Send): Promise<pg.QueryResult> {
    const text = typeof query === 'string' ? query : query.text
    if (text === 'BEGIN') return nothing
    const isEnd = text === 'COMMIT' || text === 'ROLLBACK'
    if (isEnd) return this.commit ?? (this.isBegun ? send(query) : nothing)
    if (this.commit) throw new Error('a statement after the last one of a transaction')
    return this.client instanceof WatchedClient
      ? this.client.together(() => this.sendNext(query, send))
      : this.sendNext(query, send)
  }

  private sendNext(query: Query, send: Send): Promise<pg.QueryResult> {
    // Whatever makes BEGIN fail also fails the statement behind it.
    if (!this.isBegun) send('BEGIN').catch(ignore)
    this.isBegun = true
    const result = send(query)
    if (this.isLast) {
      // Rolls back if the statement failed. Prisma, which asks for the commit later, gets its outcome.
      this.commit = send('COMMIT')
      this.commit.catch(ignore)
    }
    return result
  }
}
