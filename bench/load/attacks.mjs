import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

/** Requests of one client: `from` is its address, as a listed proxy would pass it on. Resolves to status, bytes and duration. */
export function clientAt(port, from, { cookie, agent = new Agent({ keepAlive: true, maxSockets: 400 }) } = {}) {
  return (path, { method = 'GET', body, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const sent = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          method,
          path,
          headers: {
            'x-forwarded-for': from,
            'sec-fetch-site': 'same-origin',
            'accept-encoding': 'gzip',
            ...(cookie && { cookie }),
            ...(body && { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        (answer) => {
          let bytes = 0
          answer.on('data', (part) => (bytes += part.length))
          answer.on('end', () => resolve({ status: answer.statusCode, bytes, ms: performance.now() - began }))
          answer.on('error', reject)
        },
      )
      sent.on('error', reject).end(body)
    })
}

/** Keeps `connections` busy with a path until the result is called; resolves then to the number of answers by status. */
export function flood(port, from, { connections, path, cookie }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const ask = clientAt(port, from, { cookie, agent })
  const statuses = {}
  let isOver = false
  const one = async () => {
    while (!isOver) {
      const status = await ask(path).then(
        (answer) => answer.status,
        () => 'broken',
      )
      statuses[status] = (statuses[status] ?? 0) + 1
      // A refused client asks again, but not in a tight loop.
      if (status !== 200) await wait(20)
    }
  }
  const all = Array.from({ length: connections }, one)
  return async () => {
    isOver = true
    await Promise.all(all)
    agent.destroy()
    return statuses
  }
}

/** Opens connections that send many requests at once and read no answer. The result closes them. */
export async function pipeline(port, from, { connections, requests, path }) {
  const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Forwarded-For: ${from}\r\n\r\n`
  const sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1').pause())
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  for (const socket of sockets) socket.on('error', () => undefined).write(head.repeat(requests))
  return () => {
    for (const socket of sockets) socket.destroy()
    return {}
  }
}

/** Opens connections that send one byte of a request's head a second. The result closes them. */
export async function dripping(port, { connections }) {
  const sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1'))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  let cut = 0
  for (const socket of sockets) {
    socket.on('error', () => undefined)
    socket.once('close', () => cut++)
    socket.write('GET /ar HTTP/1.1\r\nX-Slow: ')
  }
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('a')
  }, 1_000)
  return async () => {
    clearInterval(timer)
    const answer = { cut }
    for (const socket of sockets) socket.destroy()
    return answer
  }
}

/** Sends compressed bodies, each a thousand times as large when unpacked, until the result is called. */
export function bombs(port, from, { connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const ask = clientAt(port, from, { agent })
  const body = gzipSync(`"${'0'.repeat(50_000_000)}"`)
  const statuses = {}
  let isOver = false
  const one = async () => {
    while (!isOver) {
      const headers = { 'content-encoding': 'gzip', 'content-length': body.length }
      const { status } = await ask('/api/v1/tickets', { method: 'POST', body, headers }).catch(() => ({
        status: 'broken',
      }))
      statuses[status] = (statuses[status] ?? 0) + 1
      await wait(20)
    }
  }
  const all = Array.from({ length: connections }, one)
  return async () => {
    isOver = true
    await Promise.all(all)
    agent.destroy()
    return statuses
  }
}

/** Phones behind one address that open their pages at the same moment. The result resolves when all have them. */
export function phones(port, from, pages) {
  const began = performance.now()
  const opened = Promise.all(pages.map(({ path, cookie }) => clientAt(port, from, { cookie })(path)))
  return async () => {
    const answers = await opened
    return { allMs: performance.now() - began, answers: answers.map(({ status, ms }) => ({ status, ms })) }
  }
}

/** Opens one event stream. Resolves to the status and a function that closes it. */
export function openStream(port, from, { cookie } = {}) {
  return new Promise((resolve) => {
    const began = performance.now()
    const socket = connect(port, '127.0.0.1')
    const lines = [
      'GET /api/v1/events/stream?service=lab HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `X-Forwarded-For: ${from}`,
      ...(cookie ? [`Cookie: ${cookie}`] : []),
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    const stream = { status: 0, isOpen: true, close: () => socket.destroy() }
    socket.on('error', () => undefined)
    socket.once('close', () => {
      stream.isOpen = false
      resolve({ stream, ms: performance.now() - began })
    })
    socket.once('data', (part) => {
      stream.status = Number(String(part).split(' ')[1])
      if (stream.status !== 200) socket.destroy()
      resolve({ stream, ms: performance.now() - began })
    })
    // What comes later is read and dropped.
    socket.on('data', () => undefined)
  })
}
