import { latinDigits } from '@/lib/shared/arabic'

export const codeLength = 6

/** What of a typed or pasted text is a code of digits: of either keyboard, without the spaces that apps show. */
export function digitsOf(text: string): string {
  return latinDigits(text).replaceAll(/\D/g, '').slice(0, codeLength)
}

/** A secret in groups of four, as it is typed from a screen. */
export function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
