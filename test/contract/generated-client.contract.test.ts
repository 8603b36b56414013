import { execFile } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { expect, test } from 'vitest'
import type { SessionDto } from '@/lib/features/accounts/contract'
import type { TicketDto } from '@/lib/features/queue/contract'
import { type Account, someAccount } from './good-requests'
import { clear } from './line'
import { send, server } from './send'

type Job = { baseUrl: string; account: Account; service: string; servicePoint: string }
type Done = {
  session: SessionDto
  taken: TicketDto
  called: TicketDto
  finished: TicketDto
  states: TicketDto['state'][]
  isEmpty: boolean
}
type Program = { mainJob: (job: Job) => Promise<Done> }

const here = join(import.meta.dirname, '../..')
/** Inside the project, so that the program finds its packages. */
const folder = join(here, '.generated/client')

/** Compiles the program of `test/client` with types generated from the served description, as strictly as possible. */
async function compiled(): Promise<Program> {
  const description = (await send('GET', '/api/v1/openapi.json')).json as OpenAPI3
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(here, 'test/client'), folder, { recursive: true })
  const types = await openapiTypescript(description, { rootTypes: true, rootTypesNoSchemaPrefix: true })
  writeFileSync(join(folder, 'api.ts'), astToString(types))
  await promisify(execFile)(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '-p', folder])
  return import(join(folder, 'out/main-job.mjs')) as Promise<Program>
}

test('a client generated from the description compiles strictly, names Ticket, and does the whole main job', async () => {
  const bones = { service: 'bones', room: 'room-15' }
  await clear(bones)
  const { mainJob } = await compiled()
  const types = readFileSync(join(folder, 'api.ts'), 'utf8')
  expect(types).toMatch(/^export type Ticket = components\['schemas'\]\['Ticket'\]/m)
  const account = someAccount()
  const done = await mainJob({ baseUrl: server.origin, account, service: bones.service, servicePoint: bones.room })
  expect(done.session.username).toBe(account.username)
  expect([done.called.id, done.called.state, done.finished.state]).toEqual([done.taken.id, 'called', 'completed'])
  expect(done.states).toEqual(['called', 'in_service', 'completed'])
  expect(done.isEmpty).toBe(true)
}, 120_000)
