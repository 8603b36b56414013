import 'server-only'

/** The peer of a connection: its own address, and the client's address as limits count it. */
export type Peer = { readonly socket: string; readonly client: string }

/** Reads request headers by lower-case name; null when absent. The web's `Headers` is one. */
export type HeaderReader = Pick<Headers, 'get'>

/**
 * The interface of a request for the request pipeline. A web `Request` (from Next) satisfies it; our own host passes a
 * `NodeRequest`, which reads directly from the Node request.
 */
export type HttpRequest = {
  readonly method: string
  readonly url: string
  readonly headers: HeaderReader
  readonly body: AsyncIterable<Uint8Array> | null
  arrayBuffer(): Promise<ArrayBuffer>
  /** The peer of the connection; only our own host knows it. */
  readonly peer?: Peer
}
