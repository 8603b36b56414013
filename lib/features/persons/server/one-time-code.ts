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
    `${branch}: رمز التأكيد ${code}، صالح لمدة عشر دقائق. تُرجى عدم مشاركته مع أحد، ولن يطلبه منك أي موظف.`,
  en: (branch: string, code: string) =>
    `${branch}: your confirmation code is ${code}. It expires in 10 minutes. Don’t share it; our staff will never ask for it.`,
} as const

/** The message that carries a code. */
export function codeText(language: 'ar' | 'en', branch: { ar: string; en: string }, code: string): string {
  return texts[language](branch[language], code)
}
