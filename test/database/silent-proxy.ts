import { connect, createServer, type Socket } from 'node:net'

type Link = { client: Socket; server: Socket; isSilent: boolean }

/** A proxy in front of a database or a Redis that loses connections as networks do. */
export type SilentProxy = {
  /** The address that leads through the proxy. */
  url: string
  /** How many connections there have been. */
  accepted: () => number
  /** How many connections pass bytes. */
  open: () => number
  /** Stops passing bytes on the first `count` open connections (all when absent) without telling either end. */
  silence: (count?: number) => void
  /** Accepts new connections without answering, until called with false. */
  swallowNew: (swallow: boolean) => void
  /** Resets every connection, as a firewall does. */
  reset: () => void
  close: () => Promise<void>
}

/** Connects to a server by its port, or by its socket where the address names a folder. */
function connectTo({ hostname, port, searchParams }: URL): Socket {
  const folder = searchParams.get('host')
  return folder ? connect(`${folder}/.s.PGSQL.${port || 5432}`) : connect(Number(port || 5432), hostname)
}

/** Opens a proxy in front of the server of an address. */
export async function openSilentProxy(address: string): Promise<SilentProxy> {
  const target = new URL(address)
  const links = new Set<Link>()
  let swallows = false
  let accepted = 0
  const proxy = createServer((client) => {
    accepted += 1
    const server = connectTo(target)
    const link = { client, server, isSilent: swallows }
    links.add(link)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (bytes) => link.isSilent || to.write(bytes))
      from.on('error', () => link.isSilent || to.destroy())
      from.on('close', () => {
        if (link.isSilent) return
        to.destroy()
        links.delete(link)
      })
    }
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const url = new URL(address)
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String((proxy.address() as { port: number }).port)
  const passing = (): Link[] => [...links].filter((it) => !it.isSilent)
  return {
    url: url.href,
    accepted: () => accepted,
    open: () => passing().length,
    silence: (count) => {
      for (const link of passing().slice(0, count)) link.isSilent = true
    },
    swallowNew: (swallow) => {
      swallows = swallow
    },
    reset: () => {
      for (const { client } of passing()) client.resetAndDestroy()
    },
    close: async () => {
      const closed = new Promise((done) => proxy.close(done))
      for (const { client, server } of links) {
        client.destroy()
        server.destroy()
      }
      await closed
    },
  }
}
