import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment, config } from '@/lib/server/config/config'
import { closeDb } from '@/lib/server/db/client'
import { announce } from '@/lib/server/host/announce'
import { failStart } from '@/lib/server/host/fail-start'
import { prepareData } from '@/prisma/prepare-data'

// `npm run dev`: the data as `npm start` has it, and Next's own development server on it.

const dist = dirname(fileURLToPath(import.meta.url))
const root = dirname(dist)

const { embedded, accounts, accountsFile, setUp } = await prepareData(root).catch(failStart)
await closeDb()
const { port, host } = config()
const next = spawn(
  process.execPath,
  ['node_modules/next/dist/bin/next', 'dev', '--webpack', '--port', String(port), '--hostname', host],
  { cwd: root, stdio: 'inherit', env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1' }) },
)
announce(port, accounts, accountsFile, setUp)
next.on('exit', (code) => {
  void (embedded?.stop() ?? Promise.resolve()).finally(() => process.exit(code ?? 0))
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => next.kill(signal))
