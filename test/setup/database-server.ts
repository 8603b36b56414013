import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '@/lib/server/db/embedded'
import { migrate } from '@/lib/server/db/migrate'
import { postgresAt } from '@/scripts/servers/postgres.mjs'

/** Where each test file gets its database from. */
export type DatabaseSource =
  | { kind: 'postgres'; serverUrl: string; template: string }
  | { kind: 'embedded'; entry: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    database: DatabaseSource
  }
}

/**
 * Runs once before the database suite: migrates one template, of which each file gets a copy. It is a database of the
 * server at DATABASE_URL or, without, the folder of an embedded one.
 */
export async function setup(project: TestProject): Promise<() => Promise<void> | void> {
  const serverUrl = process.env.DATABASE_URL
  if (!serverUrl) {
    const entry = await bundleEmbedded()
    const template = mkdtempSync(join(tmpdir(), 'dawr-db-template-'))
    const embedded = await startEmbedded(entry, template)
    await migrate(embedded.url)
    await embedded.stop()
    project.provide('database', { kind: 'embedded', entry, template })
    return () => rmSync(template, { recursive: true })
  }
  const server = postgresAt(serverUrl)
  const template = await server.createDatabase()
  await migrate(template)
  project.provide('database', { kind: 'postgres', serverUrl, template: new URL(template).pathname.slice(1) })
  return () => server.dropDatabase(template)
}

async function bundleEmbedded(): Promise<string> {
  const outfile = join(process.cwd(), '.generated/test/embedded-process.mjs')
  await build({
    entryPoints: ['lib/server/db/embedded-process.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
  return outfile
}
