import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One hash over the names and contents of files; a missing file is included too, so that its return is noticed. */
export function contentHash(root, paths, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const path of paths) {
    const file = join(root, path)
    hash.update(`\0${path}\0`).update(existsSync(file) ? readFileSync(file) : 'missing')
  }
  return hash.digest('hex')
}

/** A file with the hash of the sources that its folder was built from. */
export function stamp(path) {
  return {
    agrees: (hash) => existsSync(path) && readFileSync(path, 'utf8') === hash,
    write(hash) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, hash)
    },
  }
}
