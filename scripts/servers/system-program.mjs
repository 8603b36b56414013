import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs that no npm package provides: their locations, and the Debian package that contains them. */
const programs = {
  postgres: {
    debian: 'postgresql',
    folders: postgresFolders,
    elsewhere: 'PostgreSQL 15 or newer, or set DATABASE_URL',
  },
  initdb: { debian: 'postgresql', folders: postgresFolders, elsewhere: 'PostgreSQL 15 or newer, or set DATABASE_URL' },
  'redis-server': { debian: 'redis-server', elsewhere: 'Redis 7 or newer, or set REDIS_URL' },
  nginx: { debian: 'nginx', folders: () => ['/usr/sbin'], elsewhere: 'nginx 1.22 or newer' },
  chromium: {
    debian: 'chromium',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    folders: () => ['/Applications/Chromium.app/Contents/MacOS', '/Applications/Google Chrome.app/Contents/MacOS'],
    elsewhere: 'Chromium or Google Chrome',
  },
}

function postgresFolders() {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const homebrew = ['/opt/homebrew/opt/postgresql@15/bin', '/usr/local/opt/postgresql@15/bin']
  return [...versions.map((version) => join(root, version, 'bin')), ...homebrew]
}

function find({ names, folders = () => [] }) {
  const places = [...folders(), ...(process.env.PATH ?? '').split(delimiter)]
  const paths = names.flatMap((name) => places.map((place) => join(place, name)))
  return paths.find((path) => existsSync(path))
}

let listsAreFresh = false

function installOnDebian(debian) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const aptGet = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status
  console.log(`Installing ${debian} …`)
  if (!listsAreFresh) aptGet('update')
  listsAreFresh = true
  if (aptGet('install', '-y', '--no-install-recommends', debian) !== 0)
    throw new Error(`apt-get could not install ${debian}`)
}

/**
 * The path of a system program. On Debian, root installs a missing one; elsewhere this throws, saying what to install.
 */
export function systemProgram(name) {
  const program = { names: [name], ...programs[name] }
  const there = find(program)
  if (there !== undefined) return there
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    installOnDebian(program.debian)
    const installed = find(program)
    if (installed !== undefined) return installed
  }
  throw new Error(`${name} is missing. Install ${program.elsewhere}; on Debian: apt-get install ${program.debian}`)
}
