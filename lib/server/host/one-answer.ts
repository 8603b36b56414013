import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Pipelined requests that may wait on a connection. Browsers send none, programs a few. */
const mostAhead = 32

/** The pipelined requests that wait on each connection, oldest first. An idle connection is not in the map. */
const ahead = new WeakMap<Socket, (() => void)[]>()

/**
 * Processes the requests of a connection one after the other: a pipelined request starts when the client has received the
 * answer to the one before. Otherwise a client that does not read could have thousands of answers made and held in memory.
 * A connection with too many waiting requests is closed.
 */
export function oneAnswerAtATime(req: IncomingMessage, res: ServerResponse, work: () => void): void {
  const { socket } = req
  if (socket.destroyed) return
  const begin = (): void => {
    res.once('close', () => {
      const next = socket.destroyed ? undefined : ahead.get(socket)?.shift()
      if (next) next()
      else ahead.delete(socket)
    })
    work()
  }
  const waiting = ahead.get(socket)
  if (!waiting) {
    ahead.set(socket, [])
    begin()
  } else if (waiting.length < mostAhead) waiting.push(begin)
  else {
    waiting.length = 0
    socket.destroy()
  }
}
