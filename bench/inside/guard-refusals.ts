import { POST as signIn } from '@/app/api/v1/session/route'
import { makeAccount, password } from '@/prisma/factories/account-factory'
import { post } from './requests'

/** How long the answer to each kind of refused sign-in took, in ms; rounds alternate between the kinds. */
export async function measureRefusals(rounds: number): Promise<Record<string, number[]>> {
  const [open, closed] = [await makeAccount(), await makeAccount({ status: 'inactive' })]
  const tries = {
    'no such name': { username: 'nobody-here', password },
    'wrong password': { username: open.username, password: `not ${password}` },
    'closed account': { username: closed.username, password },
  }
  const took: Record<string, number[]> = {}
  for (let i = -10; i < rounds; i++) {
    for (const [kind, body] of Object.entries(tries)) {
      const began = performance.now()
      const { status } = await signIn(post('/api/v1/session', body, null), { params: Promise.resolve({}) })
      const ms = performance.now() - began
      if (status !== 401) throw new Error(`a refusal answered ${status}`)
      if (i >= 0) (took[kind] ??= []).push(ms)
    }
  }
  return took
}
