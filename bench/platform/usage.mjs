import { readdirSync, readFileSync } from 'node:fs'

function read(path) {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}

function entries(path) {
  try {
    return readdirSync(`/proc/${path}`).filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

const field = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

/** The pids of a process and its descendants. Linux only, like the rest of this file. */
export function family(pid) {
  const parents = entries('').map((name) => [Number(name), field(read(`${name}/status`), 'PPid')])
  const found = [pid]
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child)
  return found
}

/** Memory and CPU time of processes: resident and proportional MB, and milliseconds of each thread since its start. */
export function usage(pids) {
  const sum = { processes: 0, rssMb: 0, pssMb: 0, cpuMs: 0 }
  for (const pid of pids) {
    const status = read(`${pid}/status`)
    if (status === '') continue
    sum.processes++
    sum.rssMb += field(status, 'VmRSS') / 1024
    sum.pssMb += field(read(`${pid}/smaps_rollup`), 'Pss') / 1024
    for (const thread of entries(`${pid}/task`)) {
      sum.cpuMs += Number.parseInt(read(`${pid}/task/${thread}/schedstat`) || '0', 10) / 1e6
    }
  }
  return sum
}

/** Milliseconds of CPU time of a process and its descendants, including ended ones, in ticks of 10 ms. */
export function timeOfFamily(pid) {
  return family(pid).reduce((sum, one) => {
    const stat = read(`${one}/stat`)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return sum + [11, 12, 13, 14].reduce((ticks, at) => ticks + Number(fields[at] ?? 0), 0) * 10
  }, 0)
}
