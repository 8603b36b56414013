import { latinDigits } from '@/lib/shared/arabic'

export const codeLength = 6

/** Extracts the digits of a typed or pasted code, from either keyboard, without spaces. */
export function digitsOf(text: string): string {
  return latinDigits(text).replaceAll(/\D/g, '').slice(0, codeLength)
}

/** Formats a secret in groups of four for typing. */
export function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
