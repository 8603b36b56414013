import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { takeFolder } from './folder-lock'
import { SessionQueue } from './session-queue'

/** The embedded PostgreSQL: a child process that alone owns the data folder and speaks the protocol on loopback. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function main(folder: string): Promise<void> {
  const inMemory = folder.startsWith('memory://')
  if (!inMemory) mkdirSync(folder, { recursive: true })
  const release = inMemory ? () => undefined : takeFolder(folder)
  const database = await PGlite.create(folder)
  const port = await freePort()
  const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port, maxConnections: 20 })
  Object.assign(server, { queryQueue: new SessionQueue(database) })
  await server.start()

  let closing = false
  const close = async (): Promise<void> => {
    if (closing) return
    closing = true
    await server.stop()
    await database.close()
    release()
    process.exit(0)
  }
  // The parent ends us by closing the channel; signals of a terminal reach it first, so that it can drain.
  process.on('disconnect', () => void close())
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => undefined)
  process.send?.({ url: `postgresql://postgres@127.0.0.1:${port}/postgres` })
}

main(process.argv[2] ?? 'memory://').catch((error: unknown) => {
  // The parent shows this to whoever started it.
  process.stderr.write(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
