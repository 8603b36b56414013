import { beforeEach, expect, test } from 'vitest'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { blindIndex, blindIndexes, seal, unseal } from '../crypto'
import { db } from '../db/client'
import { dropSingleton } from '../singleton'
import { assertKeysThere, keyUses } from './key-uses'
import { reseal } from './reseal'

const [first, second] = ['k1:7d0b1c9fa34e4d6f8a21', 'k2:e5b1f0c2947d4a0e9c33'].map((it) => `${it}0123456789abcdef`) as [
  string,
  string,
]

/** Simulates a process started with these keys. */
function useKeys(...keys: string[]): void {
  process.env.DATA_KEYS = keys.join(',')
  dropSingleton('config')
  dropSingleton('key-ring')
}

async function makePerson(branchId: string, phone: string): Promise<string> {
  const id = newId()
  const sealed = { phoneSealed: seal(phone, `person.phone:${id}`), phoneIndex: blindIndex(phone, 'person.phone') }
  await db().person.create({ data: { id, branchId, ...sealed, lastVisitOn: new Date('2026-11-22') } })
  return id
}

const usedWith = async (key: string): Promise<number> => {
  const use = (await keyUses()).find((it) => it.key === key)
  return use?.columns.reduce((sum, it) => sum + it.values, 0) ?? 0
}

beforeEach(async () => {
  await db().person.deleteMany()
  useKeys(first)
})

test('after a key change everything is sealed and indexed with the new key, and the old one can be removed', async () => {
  const branch = await makeBranch()
  const people = await Promise.all(
    Array.from({ length: 450 }, async (_, i) => {
      const phone = `+9665${String(10_000_000 + i)}`
      return { phone, id: await makePerson(branch.id, phone) }
    }),
  )
  useKeys(second, first)
  expect(await usedWith('k1')).toBe(450)
  expect(await reseal()).toEqual({ resealed: 450, left: 0 })
  expect(await usedWith('k1')).toBe(0)
  expect(await reseal()).toEqual({ resealed: 0, left: 0 })

  useKeys(second)
  for (const { id, phone } of people) {
    const row = await db().person.findUniqueOrThrow({ where: { id } })
    expect(unseal(row.phoneSealed ?? '', `person.phone:${id}`)).toBe(phone)
    expect(row.phoneIndex).toBe(blindIndex(phone, 'person.phone'))
  }
})

test('while it runs, a search under all keys finds resealed and remaining values', async () => {
  const branch = await makeBranch()
  const old = await makePerson(branch.id, '+966500000001')
  useKeys(second, first)
  const added = await makePerson(branch.id, '+966500000002')
  const find = async (phone: string) => {
    const indexes = blindIndexes(phone, 'person.phone')
    return (await db().person.findMany({ where: { phoneIndex: { in: indexes } } })).map(({ id }) => id)
  }
  expect([await find('+966500000001'), await find('+966500000002')]).toEqual([[old], [added]])
  await reseal()
  expect([await find('+966500000001'), await find('+966500000002')]).toEqual([[old], [added]])
})

test('a value of a missing key is counted and left unchanged, and the rest is resealed', async () => {
  const branch = await makeBranch()
  await makePerson(branch.id, '+966500000001')
  useKeys(second)
  await makePerson(branch.id, '+966500000002')
  useKeys('k3:0a9b8c7d6e5f4a3b2c1d0123456789abcdef', second)
  expect(await reseal()).toEqual({ resealed: 1, left: 1 })
  expect((await keyUses()).map(({ key, role }) => [key, role])).toEqual([
    ['k3', 'seals'],
    ['k2', 'opens'],
    ['0', 'opens'],
    ['k1', 'missing'],
  ])
})

test('the server refuses to start without a key in use, with the counts, and starts when the key is listed as lost', async () => {
  const branch = await makeBranch()
  await makePerson(branch.id, '+966500000001')
  await makePerson(branch.id, '+966500000002')
  await expect(assertKeysThere()).resolves.toBeUndefined()
  useKeys(second)
  await expect(assertKeysThere()).rejects.toMatchObject({
    name: 'ConfigError',
    problems: [
      expect.stringMatching(
        /^DATA_KEYS lacks k1, with which 2 values are sealed \(2 in person\.phone_sealed\): put it back/,
      ),
    ],
  })
  process.env.LOST_DATA_KEYS = 'k1'
  useKeys(second)
  await expect(assertKeysThere()).resolves.toBeUndefined()
  delete process.env.LOST_DATA_KEYS
})

test('a value that somebody changes meanwhile keeps their change', async () => {
  const branch = await makeBranch()
  const id = await makePerson(branch.id, '+966500000001')
  useKeys(second, first)
  const mine = seal('+966500000009', `person.phone:${id}`)
  await Promise.all([
    reseal(),
    db().person.update({
      where: { id },
      data: { phoneSealed: mine, phoneIndex: blindIndex('+966500000009', 'person.phone') },
    }),
  ])
  const row = await db().person.findUniqueOrThrow({ where: { id } })
  expect(unseal(row.phoneSealed ?? '', `person.phone:${id}`)).toBe('+966500000009')
  expect(row.phoneIndex).toBe(blindIndex('+966500000009', 'person.phone'))
})
