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

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const groupLength = 4

/** A first password to be told to somebody: 79 bits, in groups, without letters that are taken for others. */
export function firstPassword(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = fromBrowser): string {
  const letters: string[] = []
  // Bytes past the last whole alphabet are thrown away: with them some letters would come more often.
  const usable = 256 - (256 % alphabet.length)
  while (letters.length < groups * groupLength)
    for (const byte of random(new Uint8Array(groups * groupLength)))
      if (byte < usable) letters.push(alphabet[byte % alphabet.length] ?? '')
  return Array.from({ length: groups }, (_, i) => letters.slice(i * groupLength, (i + 1) * groupLength).join('')).join(
    '-',
  )
}

function fromBrowser(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return crypto.getRandomValues(bytes)
}
