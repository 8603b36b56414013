import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { keyFor } from '@/lib/server/crypto'
import { singleton } from '@/lib/server/singleton'
import { AppError } from '@/lib/shared/errors'
import { isGuessable, isTrivialPin } from '../rules'
import { isMadeOfCommonWords } from './common-words'

/** Argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A hash of the same cost, of what nobody knows: checked when there is no account, so that names cannot be found out. */
const decoy = '$argon2id$v=19$m=19456,t=2,p=1$1KMt/FmbZBERU9CK8ozwcA$ohI8nALlhQpkf5CYngzd80uVXUm944TpWL0YiTbHU2g'

/** At most so many hashes at once: each takes 19 MiB and a core. */
const atOnce = 2

type Gate = { running: number; waiting: (() => void)[] }

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const gate = singleton<Gate>('password-gate', () => ({ running: 0, waiting: [] }))
  if (gate.running >= atOnce) await new Promise<void>((go) => gate.waiting.push(go))
  gate.running++
  try {
    return await work()
  } finally {
    gate.running--
    gate.waiting.shift()?.()
  }
}

// Keyboards compose the same letters in different ways (NIST SP 800-63B §5.1.1.2).
const sameOnAllKeyboards = (password: string): string => password.normalize('NFKC')

/** A password as it is stored. Tens of milliseconds of one core. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(sameOnAllKeyboards(password), cost))
}

/** Whether a password is right. Takes as long when there is no such account. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const isRight = await inTurn(() => verify(stored ?? decoy, sameOnAllKeyboards(password)))
  return stored !== null && isRight
}

/** A PIN as it is stored: with a key of this installation, since a million PINs are soon tried on a stolen database. */
export function hashPin(pin: string): Promise<string> {
  return inTurn(() => hash(pin, { ...cost, secret: keyFor('pin') }))
}

/** Whether a PIN is right. */
export function verifyPin(stored: string, pin: string): Promise<boolean> {
  return inTurn(() => verify(stored, pin, { secret: keyFor('pin') }))
}

/** Throws `weak_password` for one that is guessed early. */
export function assertStrong(password: string, username: string): void {
  if (isGuessable(password, username) || isMadeOfCommonWords(password)) throw new AppError('weak_password')
}

/** Throws `weak_password` for a PIN that is tried first. */
export function assertStrongPin(pin: string): void {
  if (isTrivialPin(pin)) throw new AppError('weak_password')
}
