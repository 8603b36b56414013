/** Types of postgres.mjs for tests written in TypeScript. */
export type PostgresServer = {
  url: string
  pid?: number
  createDatabase: (template?: string) => Promise<string>
  dropDatabase: (address: string) => Promise<void>
  stop: () => Promise<void>
}
export function postgresAt(url: string): PostgresServer
export function startPostgres(options?: { settings?: Record<string, string | number> }): Promise<PostgresServer>
