import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true })

/**
 * One request; `sentAt` is the time just before it was sent, `answeredAt` when its complete answer had arrived (ns,
 * monotonic).
 */
export function send(port, method, path, { body, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => (text += part))
      answer.on('end', () => {
        const answeredAt = process.hrtime.bigint()
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          rawHeaders: answer.rawHeaders,
          text,
          sentAt,
          answeredAt,
        })
      })
    })
    outgoing.on('error', reject)
    const sentAt = process.hrtime.bigint()
    outgoing.end(body)
  })
}
