import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { config } from '../config/config'
import { migrate } from './migrate'

const url = (): string => config().databaseUrl ?? ''
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawr-migrations-'))
  cpSync(join(process.cwd(), 'prisma/migrations'), folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function ask<Row extends object>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url() })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const applied = async (): Promise<string[]> =>
  (await ask<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations ORDER BY name')).map(
    (it) => it.name,
  )

describe('migrations', () => {
  test('do nothing the second time', async () => {
    const before = await applied()
    expect(await migrate(url(), folder)).toEqual([])
    expect(await applied()).toEqual(before)
  })
  test('that are new are applied once, ordered by name', async () => {
    addMigration('29990102000000_second', 'ALTER TABLE made_first ADD COLUMN later text;')
    addMigration('29990101000000_first', 'CREATE TABLE made_first (id integer PRIMARY KEY);')
    const names = ['29990101000000_first', '29990102000000_second']
    expect(await migrate(url(), folder)).toEqual(names)
    expect(await migrate(url(), folder)).toEqual([])
  })
  test('are applied once when two servers start at the same time', async () => {
    addMigration('29990103000000_both', 'CREATE TABLE made_by_both (id integer PRIMARY KEY);')
    const both = await Promise.all([migrate(url(), folder), migrate(url(), folder)])
    expect(both.flat()).toEqual(['29990103000000_both'])
  })
  test('edited after they were applied are refused by name, and no other is applied', async () => {
    addMigration('29990104000000_edited', 'CREATE TABLE made_once (id integer PRIMARY KEY);')
    await migrate(url(), folder)
    addMigration('29990104000000_edited', 'CREATE TABLE made_once (id bigint PRIMARY KEY);')
    addMigration('29990105000000_after', 'CREATE TABLE made_after (id integer PRIMARY KEY);')
    const edited = 'migration 29990104000000_edited was edited after it was applied'
    await expect(migrate(url(), folder)).rejects.toThrow(edited)
    expect(await applied()).not.toContain('29990105000000_after')
  })
  test('that fail half-way leave no changes, and can be corrected', async () => {
    const first = 'CREATE TABLE made_half (id integer PRIMARY KEY);'
    addMigration('29990106000000_half', `${first} INSERT INTO nowhere VALUES (1);`)
    await expect(migrate(url(), folder)).rejects.toThrow('migration 29990106000000_half failed')
    expect(await ask("SELECT 1 FROM information_schema.tables WHERE table_name = 'made_half'")).toEqual([])
    addMigration('29990106000000_half', first)
    expect(await migrate(url(), folder)).toEqual(['29990106000000_half'])
  })
})
