import 'server-only'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { packed } from '../http/content-coding'
import { tagOf } from '../http/ready-json'

/** A file, and its gzip form where that is smaller. */
export type KeptFile = { type: string; bytes: Buffer; etag: string; gzip: Buffer | null; forever: boolean }

const text = { '.js': 'text/javascript', '.css': 'text/css', '.txt': 'text/plain', '.html': 'text/html' }
const types: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(text).map(([name, type]) => [name, `${type}; charset=utf-8`])),
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}
const isPacked = /^(?:text\/|application\/json|image\/svg)/

/** Folders that hold only files: no page has a path below them. */
const onlyFiles = ['/_next/static/', '/icons/', '/vendor/']

/**
 * The files of the build and of `public`. Each is read and compressed once, at its first request, and kept in memory: all of
 * them are a few megabytes, and a slow client holds neither a copy nor an open file.
 */
export class KeptFiles {
  private readonly paths = new Map<string, { from: string; forever: boolean }>()
  private readonly kept = new Map<string, Promise<KeptFile>>()

  constructor(root: string) {
    this.add(join(root, 'public'), '/', false)
    // Their names contain a hash of their content.
    this.add(join(root, '.next/static'), '/_next/static/', true)
  }

  private add(folder: string, prefix: string, forever: boolean): void {
    if (!existsSync(folder)) return
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const from = join(entry.parentPath, entry.name)
      if (entry.isFile()) this.paths.set(prefix + relative(folder, from).split(sep).join('/'), { from, forever })
    }
  }

  /** The file at a path; null when neither a file nor a page can be there; undefined when it may be a page. */
  at(path: string): Promise<KeptFile> | null | undefined {
    const kept = this.kept.get(path)
    if (kept) return kept
    const known = this.paths.get(path)
    if (!known) return onlyFiles.some((folder) => path.startsWith(folder)) ? null : undefined
    const reading = read(known)
    this.kept.set(path, reading)
    // After a read error the next request tries again.
    reading.catch(() => this.kept.delete(path))
    return reading
  }
}

async function read({ from, forever }: { from: string; forever: boolean }): Promise<KeptFile> {
  const bytes = await readFile(from)
  const type = types[extname(from)] ?? 'application/octet-stream'
  const small = isPacked.test(type) ? await packed(bytes) : null
  return { type, bytes, etag: tagOf(bytes), gzip: small && small.length < bytes.length ? small : null, forever }
}
