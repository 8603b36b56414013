import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const special = ['**/*.db.test.ts', '**/*.contract.test.ts', '**/*.realtime.test.ts']
const notOurs = ['**/node_modules/**', '.next/**', 'dist/**', 'data/**', '.generated/**']

/** A kind of test: its files, and what they need besides the strict console. */
function project(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    resolve: { alias: { '@': here('.'), 'server-only': here('test/setup/server-only.ts') } },
    test: { name, environment: 'node', exclude: notOurs, ...test },
  }
}

/** Tests that do not involve Redis run once, without it. */
const sameWithRedis = [
  'next-start',
  'overload',
  'canary',
  'https',
  'two-logins',
  'runtime-folder',
  'log-gone',
  'jobs',
  'devices',
  'rights-end',
  'slow-readers',
].map((name) => `**/${name}.realtime.test.ts`)
/** Run against one host only: both call the same handlers, and `own-host` tests what only our own host does. */
const sameWithNext =
  process.env.DAWR_HOST_KIND === 'next' ? ['**/{fuzz,refusals,own-host,generated-client}.contract.test.ts'] : []

const setup = [here('test/setup/strict-console.ts'), here('test/setup/patient-waits.ts')]
const database = here('test/setup/database.ts')

export default defineConfig({
  test: {
    // By default one core is left free for watch mode: on two processors that would be half of them.
    maxWorkers: 2,
    projects: [
      project('scripts', { include: ['scripts/**/*.test.mjs'], testTimeout: 30_000 }),
      project('unit', {
        include: ['{app,bench,lib,prisma,scripts,test,worker}/**/*.test.{ts,tsx}', '*.test.ts'],
        exclude: [...notOurs, ...special],
        setupFiles: setup,
        testTimeout: 30_000,
      }),
      project('db', {
        include: ['**/*.db.test.ts'],
        exclude: notOurs,
        setupFiles: [...setup, database],
        globalSetup: here('test/setup/database-server.ts'),
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      // One running server, named by DAWR_URL: files run one after another, so that the load of one does not disturb
      // another.
      project('contract', {
        include: ['**/*.contract.test.ts'],
        exclude: [...notOurs, ...sameWithNext],
        setupFiles: setup,
        globalSetup: here('test/setup/staff-sessions.ts'),
        fileParallelism: false,
        testTimeout: 30_000,
      }),
      // Tests that start their own kind of server run once, in memory or with Redis.
      project('realtime', {
        include: ['**/*.realtime.test.ts'],
        exclude: [...notOurs, ...(process.env.REDIS_URL ? sameWithRedis : ['**/redis-*.realtime.test.ts'])],
        setupFiles: setup,
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
    ],
  },
})
