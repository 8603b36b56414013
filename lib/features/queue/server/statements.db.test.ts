import pg from 'pg'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { act, askForTurn, callNext, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'

// Counts the statements that reach the database, including BEGIN and COMMIT.
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const query = vi.spyOn(pg.Client.prototype, 'query')
  query.mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given
    sent.push(typeof first === 'string' ? first : (first as { text: string }).text)
    return Reflect.apply(original, this, given) as never
  } as never)
  await work()
  query.mockRestore()
  return sent
}
const original = pg.Client.prototype.query

afterEach(() => {
  vi.restoreAllMocks()
})

let keys = 0
const key = (): string => `statements-${++keys}`

describe('how many statements a command costs, with BEGIN and COMMIT', () => {
  test('calling the next, which finishes the ticket in service: 9', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const call = { service: 'eyes', room: 'room-1' }
    await takeTurn(branch, 'eyes')
    await takeTurn(branch, 'eyes')
    await act(clerk, 'start', await callNext(clerk, branch, call))
    const sent = await statementsOf(() => callNext(clerk, branch, { ...call, key: key() }))
    expect(sent.at(0)).toBe('BEGIN')
    expect(sent.at(-1)).toBe('COMMIT')
    expect(sent).toHaveLength(9)
  })
  test('calling the next into a room of another queue: 9', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const sent = await statementsOf(() => callNext(clerk, branch, { service: 'eyes', room: 'room-1', key: key() }))
    expect(sent).toHaveLength(9)
  })
  test('taking a turn alone: 9', async () => {
    const branch = await makeBranch()
    await takeTurn(branch, 'eyes')
    const sent = await statementsOf(() => askForTurn(branch, 'eyes', { key: key() }))
    expect(sent).toHaveLength(9)
  })
  test.each(['start', 'recall', 'hold', 'noAnswer', 'cancel'] as const)('%s: 10', async (command) => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
    const sent = await statementsOf(() => act(clerk, command, called, {}, { key: key() }))
    expect(sent).toHaveLength(10)
  })
  test('finish and transfer: 10', async () => {
    const branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
    const clerk = await makeStaff(branch)
    await takeTurn(branch, 'eyes')
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1' })
    await act(clerk, 'start', called)
    expect(await statementsOf(() => act(clerk, 'transfer', called, { service: 'lab' }, { key: key() }))).toHaveLength(
      10,
    )
    await act(clerk, 'undo', called)
    expect(await statementsOf(() => act(clerk, 'finish', called, {}, { key: key() }))).toHaveLength(10)
  })
})
