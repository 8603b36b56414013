import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWhole } from '../whole-file'
import { ConfigError } from './config-error'

const bytes = 32
const characters = Math.ceil((bytes * 4) / 3)

/**
 * The secret of an installation that was given none (development and staging only): generated once, stored with its data,
 * mode 600. Throws ConfigError when the file is truncated: cookies signed with part of a secret could be forged.
 */
export function developmentSecret(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) createWhole(file, randomBytes(bytes).toString('base64url'))
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < characters)
    throw new ConfigError([
      `${file} is damaged: it has ${secret.length} of ${characters} characters. Restore it from a backup; or set ` +
        'SECRET_KEY; or delete it, and what was encrypted with it can no longer be read',
    ])
  return secret
}
