import { readFileSync } from 'node:fs'
import { signIn } from '@/lib/features/accounts/endpoints'
import type { BranchDto } from '@/lib/features/branches/contract'
import { getBranch } from '@/lib/features/branches/endpoints'
import type { Browser } from './browser'
import type { Desk } from './clerk'
import { openConsole } from './console-screen'
import { OptionError } from './options'
import type { Clinic } from './plan'
import { newBrowser, type Stage } from './stage'

type Account = { username: string; password: string; role: string }

/** The accounts of the demonstration data, as stored by the server. Throws OptionError when there are none. */
export function readAccounts(file: string): Account[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Account[]
  } catch {
    throw new OptionError(`there are no demonstration accounts in ${file}; set DATA_DIR to that of the server`)
  }
}

/** A browser signed in with an account. */
export async function signedIn(stage: Stage, accounts: readonly Account[], username: string): Promise<Browser> {
  const account = accounts.find((it) => it.username === username)
  if (!account) throw new OptionError(`there is no demonstration account ${username}`)
  const browser = newBrowser(stage)
  await browser.send(signIn, { body: { username, password: account.password } })
  return browser
}

/** The branch with its clinics, as every visitor sees it. */
export async function readBranch(stage: Stage): Promise<BranchDto> {
  return (await newBrowser(stage).send<BranchDto>(getBranch, { params: { branch: stage.options.branch } })).answer
}

/** The clinics that are open and have a clerk. */
export function clinicsOf(branch: BranchDto, accounts: readonly Account[]): Clinic[] {
  return branch.services
    .filter((it) => it.availability === 'open' && accounts.some(({ username }) => username === it.slug))
    .map(({ slug, typicalMinutes }) => {
      return {
        slug,
        typicalMinutes,
        rooms: branch.servicePoints.filter((point) => point.services.includes(slug)).length,
      }
    })
    .filter((it) => it.rooms > 0)
}

/** Every room of these clinics, with a signed-in clerk whose console is open. */
export async function openDesks(
  stage: Stage,
  branch: BranchDto,
  accounts: readonly Account[],
  clinics: readonly Clinic[],
): Promise<Desk[]> {
  const rooms = branch.servicePoints.flatMap((point) => {
    const clinic = clinics.find(({ slug }) => point.services.includes(slug))
    return clinic ? [{ point, clinic }] : []
  })
  return Promise.all(
    rooms.map(async ({ point, clinic }) => {
      const browser = await signedIn(stage, accounts, clinic.slug)
      const { surface } = await openConsole(stage, browser, clinic.slug)
      return {
        clinic: clinic.slug,
        servicePoint: point.slug,
        typicalMinutes: clinic.typicalMinutes,
        browser,
        line: surface,
      }
    }),
  )
}
