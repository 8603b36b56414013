import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

/** Starts a server and comes back when `port` answers. Its output is shown only if it dies early. */
export async function startServer(command, args, { port, env = {}, cwd = process.cwd(), seconds = 60, uid, gid }) {
  let said = ''
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], uid, gid })
  running.add(child)
  const hear = (text) => (said = (said + text).slice(-20_000))
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.once('exit', () => running.delete(child))
  const end = Date.now() + seconds * 1000
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > end) {
      child.kill('SIGKILL')
      throw new Error(`${command} ${args.join(' ')} did not open port ${port}:\n${said}`)
    }
    await wait(50)
  }
  return { pid: child.pid, output: () => said, stop: () => stop(child) }
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 25_000)
  await gone
  clearTimeout(late)
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

const field = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

/** A process and all that it started, by number. */
export function family(pid) {
  const parents = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = readProc(name, 'status')
    if (status) parents.set(Number(name), field(status, 'PPid'))
  }
  const found = [pid]
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child)
  return found
}

function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

function threads(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Memory and processor time of a family of processes: resident and proportional MB, milliseconds since each began. */
export function usage(pids) {
  const sum = { processes: 0, rssMb: 0, pssMb: 0, cpuMs: 0 }
  for (const pid of pids) {
    const status = readProc(pid, 'status')
    if (!status) continue
    sum.processes++
    sum.cpuMs += threads(pid).reduce((ns, tid) => ns + Number.parseInt(readProc(`${pid}/task/${tid}`, 'schedstat'), 10), 0) / 1e6
    sum.rssMb += field(status, 'VmRSS') / 1024
    sum.pssMb += field(readProc(pid, 'smaps_rollup'), 'Pss') / 1024
  }
  return sum
}
