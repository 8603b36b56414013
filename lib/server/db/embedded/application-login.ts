import 'server-only'
import { withSession } from '../session'

/** The login that Dawr uses, and its database. */
export const application = 'dawr'

/**
 * Creates the application's login and database in a new cluster. The login owns the database and may create roles, but
 * is not a superuser, so no statement can access files or programs of the machine.
 */
export async function makeApplicationDatabase(superuserUrl: string, password: string): Promise<void> {
  await withSession(superuserUrl, async (client) => {
    const login = client.escapeIdentifier(application)
    const { rowCount: logins } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [application])
    if (logins === 0)
      await client.query(`CREATE ROLE ${login} LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(password)}`)
    const { rowCount: databases } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [application])
    if (databases === 0) await client.query(`CREATE DATABASE ${login} OWNER ${login}`)
  })
}
