import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const load = join(import.meta.dirname, '..', 'load')

/** Compiles the fast receiver; without a compiler (or with `kind` `node`) uses the JavaScript one. */
export function prepareReceiver(kind = process.env.BENCH_RECEIVER) {
  const folder = mkdtempSync(join(tmpdir(), 'dawr-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  if (kind !== 'node') {
    try {
      execFileSync('cc', ['-O2', '-o', join(folder, 'receiver'), join(load, 'receiver.c')])
      return { folder, name: 'C', command: [join(folder, 'receiver')] }
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  }
  return { folder, name: 'Node', command: [process.execPath, join(load, 'receiver.mjs')] }
}

/** Opens `connections` streams with the same `request` and collects everything received until `finish`. */
export async function openStreams(receiver, { port, connections, mode, request }) {
  const requestFile = join(receiver.folder, 'request')
  const outFile = join(receiver.folder, 'arrived')
  writeFileSync(requestFile, request)
  const [command, ...args] = receiver.command
  const began = process.hrtime.bigint()
  const child = spawn(command, [...args, String(port), String(connections), mode, requestFile, outFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const { value: first } = await lines.next()
  if (first !== 'ready') throw new Error(`the receiver said ${first}`)
  return {
    pid: child.pid,
    openedInMs: Number(process.hrtime.bigint() - began) / 1e6,
    async finish() {
      child.stdin.end()
      const [{ value: last }] = await Promise.all([lines.next(), once(child, 'exit')])
      return { tally: JSON.parse(last), arrivals: readArrivals(outFile) }
    },
  }
}

function readArrivals(file) {
  const bytes = readFileSync(file)
  const arrivals = []
  for (let at = 0; at < bytes.length; at += 16) {
    arrivals.push({
      connection: bytes.readUInt32LE(at),
      version: bytes.readUInt32LE(at + 4),
      at: bytes.readBigUInt64LE(at + 8),
    })
  }
  return arrivals
}
