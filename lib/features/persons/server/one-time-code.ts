import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '@/lib/server/crypto'

/**
 * The six digits of a confirmation. They are derived from its random id and a key, so that they are stored nowhere and
 * the sending job needs only the id.
 */
export function codeOf(confirmationId: string): string {
  return String(keyedHash('one-time-code', `code\n${confirmationId}`).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** The stored form of a code: a keyed hash, since there are only a million, bound to one confirmation. */
export function codeHashOf(confirmationId: string, code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(keyedHash('one-time-code', `${confirmationId}\n${code}`))
}

/** Whether the code belongs to this confirmation. Compares in constant time. */
export function isCodeOf(confirmationId: string, codeHash: Uint8Array, code: string): boolean {
  return timingSafeEqual(codeHash, codeHashOf(confirmationId, code))
}

const texts = {
  ar: (branch: string, code: string) =>
    `${branch}: رمز تأكيد رقم جوالك هو ${code}. يصلح عشر دقائق. لا تعطه أحدًا، ولن يسألك عنه أي موظف.`,
  en: (branch: string, code: string) =>
    `${branch}: the code to confirm your phone number is ${code}. It works for 10 minutes. Give it to nobody; no member of staff will ask for it.`,
} as const

/** The message that carries a code. */
export function codeText(language: 'ar' | 'en', branch: { ar: string; en: string }, code: string): string {
  return texts[language](branch[language], code)
}
