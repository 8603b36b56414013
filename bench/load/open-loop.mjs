import { Agent, request } from 'node:http'
import { quantiles } from '../platform/numbers.mjs'

/**
 * Sends GET requests at a fixed rate, however slow the answers are, and measures each latency from the time the request
 * was due, so that a stalled server is charged for all requests that were due meanwhile.
 */
export function openLoop({ port, path, perSecond, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  const total = perSecond * seconds
  const latencies = []
  const statuses = {}
  let sent = 0
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const sendOne = (due) => {
      const outgoing = request({ agent, port, host: '127.0.0.1', path }, (answer) => {
        answer.resume().on('end', () => {
          latencies.push(performance.now() - due)
          statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
          if (latencies.length < total) return
          agent.destroy()
          resolve({ latency: quantiles(latencies), statuses, tookMs: performance.now() - began })
        })
      })
      outgoing.on('error', reject).end()
    }
    const sendDue = () => {
      const now = performance.now()
      while (sent < total && began + (sent * 1000) / perSecond <= now) sendOne(began + (sent++ * 1000) / perSecond)
      if (sent < total) setTimeout(sendDue, 1)
    }
    sendDue()
  })
}
