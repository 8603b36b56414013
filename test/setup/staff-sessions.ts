import { readFileSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { type StaffRole, staffRoles } from '@/lib/shared/permissions'

/** The cookie of one signed-in person per role. */
export type StaffSessions = Record<StaffRole, string>

declare module 'vitest' {
  interface ProvidedContext {
    sessions: StaffSessions
  }
}

type Account = { username: string; password: string; role: string }

async function signIn(server: string, { username, password }: Account): Promise<string> {
  const answer = await fetch(`${server}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${await answer.text()}`)
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** Runs once before the contract suite: people sign in once, since the tested server limits sign-ins. */
export async function setup(project: TestProject): Promise<void> {
  const { DAWR_URL: server, DAWR_ACCOUNTS: file } = process.env
  if (!server || !file) throw new Error('the contract suite needs DAWR_URL and DAWR_ACCOUNTS: run it with npm test')
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as Account[]
  const cookieOf = async (role: string): Promise<string> => {
    const account = accounts.find((it) => it.role === role)
    if (!account) throw new Error(`no account of role ${role} in ${file}`)
    return signIn(server, account)
  }
  const sessions = await Promise.all(staffRoles.map(async (role) => [role, await cookieOf(role)] as const))
  project.provide('sessions', Object.fromEntries(sessions) as StaffSessions)
}
