import 'server-only'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { peerOf } from '../http/client-address'
import type { HeaderReader, HttpRequest, Peer } from '../http/http-request'

class NodeHeaders implements HeaderReader {
  constructor(private readonly all: IncomingHttpHeaders) {}

  get(name: string): string | null {
    const value = this.all[name]
    return (Array.isArray(value) ? value.join(', ') : value) ?? null
  }
}

/** A Node request for the request pipeline, without the cost of a web `Request`. */
export class NodeRequest implements HttpRequest {
  readonly method: string
  readonly headers: HeaderReader
  readonly peer: Peer

  constructor(private readonly incoming: IncomingMessage) {
    this.method = incoming.method ?? 'GET'
    this.headers = new NodeHeaders(incoming.headers)
    this.peer = peerOf(incoming.socket.remoteAddress, this.headers.get('x-forwarded-for'))
  }

  /** The path and query under a fixed origin: no answer depends on the host name. */
  get url(): string {
    return `http://localhost${this.incoming.url}`
  }

  get body(): AsyncIterable<Uint8Array> {
    // A reader that stops early must leave the connection open for the answer.
    return { [Symbol.asyncIterator]: () => this.incoming.iterator({ destroyOnReturn: false }) }
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    const { incoming } = this
    const parts: Uint8Array[] = []
    return new Promise((resolve, reject) => {
      incoming.on('data', (part: Uint8Array) => parts.push(part))
      incoming.on('end', () => resolve(new Uint8Array(Buffer.concat(parts)).buffer))
      incoming.on('error', reject)
      incoming.on('close', () => reject(new Error('the client disconnected')))
    })
  }
}
