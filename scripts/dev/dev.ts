import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allJobs } from '@/lib/features/all-jobs'
import { childEnvironment, config } from '@/lib/server/config/config'
import { closeDb } from '@/lib/server/db/client'
import { announce } from '@/lib/server/host/announce'
import { failStart } from '@/lib/server/host/fail-start'
import { JobRunner } from '@/lib/server/jobs/job-runner'
import { prepareData } from '@/prisma/prepare-data'

// `npm run dev`: the data as prepared by `npm start`, and Next's development server on it. Jobs run here.

const dist = dirname(fileURLToPath(import.meta.url))
const root = dirname(dist)

const { embedded, accounts, accountsFile, setUp } = await prepareData(root).catch(failStart)
const jobs = new JobRunner(allJobs)
await jobs.start()
const { port, host } = config()
const next = spawn(
  process.execPath,
  ['node_modules/next/dist/bin/next', 'dev', '--webpack', '--port', String(port), '--hostname', host],
  { cwd: root, stdio: 'inherit', env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1' }) },
)
announce(port, accounts, accountsFile, setUp)

async function stop(): Promise<void> {
  await jobs.stop()
  await closeDb()
  await embedded?.stop()
}

next.on('exit', (code) => void stop().finally(() => process.exit(code ?? 0)))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => next.kill(signal))
