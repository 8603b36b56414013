// The files written by `npm run new -- endpoint`. FILL_IN is declared nowhere: until it is replaced, types, tests and
// the rights check fail, and check-words lists each line.

const contractErrors = "the errors of this endpoint, as ['device_not_found']"

export function endpointLine({ name, method, path }) {
  return `export const ${name} = { method: '${method}', path: '${path}' } as const satisfies Endpoint\n`
}

/** The schemas of path parameters that name something by its slug. */
export const slugs = { branch: 'branchSlug', service: 'serviceSlug' }
const schemaOf = (param) => `${param === 'id' ? 'z.uuid()' : 'z.string()'}.describe(FILL_IN)`

export function contractText({ name, method, params }) {
  const fields = params.map((it) => `${it}: ${slugs[it] ?? schemaOf(it)}`).join(', ')
  return `
export const ${name} = contract({
  endpoint: endpoints.${name},
  summary: FILL_IN, // what it does, in a few words: 'Archive a device'
  description: FILL_IN, // what its caller must know, in one or two sentences
  returns: FILL_IN, // what its answer holds, as a sentence
  access: FILL_IN, // who may call: a permission, 'signed_in', 'paired_device', 'visitor' or 'public'
  params: ${params.length > 0 ? `z.strictObject({ ${fields} })` : 'none'},
  query: ${method === 'GET' ? 'FILL_IN, // none, or z.strictObject({ … })' : 'none,'}
  body: ${method === 'GET' ? 'noBody,' : 'FILL_IN, // noBody, or z.strictObject({ … })'}
  answer: FILL_IN, // a DTO with .meta({ id, description }), without personal data that the caller may not see
  errors: FILL_IN, // ${contractErrors}
})
`
}

export function useCaseText({ name, method }) {
  if (method === 'GET')
    return `import 'server-only'
import type { z } from 'zod'
import type { Actor } from '@/lib/server/identity/actor'
import type { ${name} as contract } from '../contract'

type Input = { params: z.output<(typeof contract)['params']>; query: z.output<(typeof contract)['query']> }

/** FILL_IN: what it answers, and the errors it throws. */
export async function ${name}(
  actor: Actor,
  { params, query }: Input,
  now: Date,
): Promise<z.input<(typeof contract)['answer']>> {
  FILL_IN // first: assertCan(actor, …) for the branch of what is asked for
  return FILL_IN // the answer of the contract
}
`
  return `import 'server-only'
import type { Command, CommandResult } from '@/lib/server/command'
import type { Tx } from '@/lib/server/db/client'
import type { CommandInput } from '@/lib/server/http/command-route'
import type { ${name} as contract } from '../contract'

/** FILL_IN: what it does, and the errors it throws. */
export async function ${name}(
  tx: Tx,
  { actor, input, now }: Command<CommandInput<typeof contract>>,
): Promise<CommandResult> {
  FILL_IN // lock the row, then assertStaffCan(actor, …) for its branch
  FILL_IN // change it through tx alone
  return {
    branchId: FILL_IN, // of what was changed
    answer: FILL_IN, // the answer of the contract
    audit: FILL_IN, // an entry for each change, without personal data
  }
}
`
}

export function useCaseTestText({ file, name, method }) {
  const call = method === 'GET' ? `${name}(FILL_IN, FILL_IN, new Date())` : `${name}(FILL_IN, FILL_IN)`
  return `import { expect, test } from 'vitest'
import { ${name} } from './${file}'

test('FILL_IN: what it does', async () => {
  expect(await ${call}).toMatchObject(FILL_IN)
})

test('FILL_IN: whom it refuses in another branch', async () => {
  await expect(${call}).rejects.toMatchObject({ code: FILL_IN })
})
`
}

export function routeImports({ feature, file, name, method }) {
  return [
    `import * as contract from '@/lib/features/${feature}/contract'`,
    `import { ${name} } from '@/lib/features/${feature}/server/${file}'`,
    method === 'GET'
      ? `import { route } from '@/lib/server/http/route'`
      : `import { commandRoute } from '@/lib/server/http/command-route'`,
  ]
}

export function routeLine({ name, method }) {
  if (method === 'POST') return `\nexport const POST = commandRoute(contract.${name}, ${name})\n`
  return `
export const GET = route(contract.${name}, ({ actor, params, query, now }) => ${name}(actor, { params, query }, now))
`
}

export function contractTestText({ method, path }) {
  const address = path.includes('{') ? `\`${path.replaceAll(/\{\w+\}/g, '${FILL_IN}')}\`` : `'${path}'`
  const body = method === 'GET' ? '' : ', { body: FILL_IN }'
  return `import { expect, test } from 'vitest'
import { problemOf, send, sendAs } from './send'

test('FILL_IN: what the answer says', async () => {
  const answer = await sendAs(FILL_IN, '${method}', ${address}${body})
  expect(answer.status).toBe(FILL_IN)
  expect(answer.json).toEqual(FILL_IN)
})

test('FILL_IN: whom it refuses without sign-in', async () => {
  expect(problemOf(await send('${method}', ${address}${body})).code).toBe(FILL_IN)
})

test('FILL_IN: which input is wrong', async () => {
  expect(problemOf(await sendAs(FILL_IN, '${method}', ${address}${body})).code).toBe(FILL_IN)
})
`
}
