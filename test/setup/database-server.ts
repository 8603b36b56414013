import { join } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'
import { migrate } from '@/lib/server/db/migrate'
import { postgresAt } from '@/scripts/servers/postgres.mjs'

/** Where each test file gets its database from. */
export type DatabaseSource =
  | { kind: 'postgres'; serverUrl: string; template: string }
  | { kind: 'embedded'; entry: string }

declare module 'vitest' {
  interface ProvidedContext {
    database: DatabaseSource
  }
}

/**
 * Runs once before the database suite. With DATABASE_URL it migrates one template, of which each file gets a copy;
 * without, each file gets an embedded database of its own.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const serverUrl = process.env.DATABASE_URL
  if (!serverUrl) {
    project.provide('database', { kind: 'embedded', entry: await bundleEmbedded() })
    return undefined
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
