import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { singleton } from '@/lib/server/singleton'

/** Argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

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

/** A password as it is stored. About 50 ms of one core. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost))
}

/** Whether a password is right. Takes as long when there is no such account, so that names cannot be found out. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await singleton('password-decoy', () => hashPassword('nobody has this password')))
  const isRight = await inTurn(() => verify(against, password))
  return stored !== null && isRight
}
