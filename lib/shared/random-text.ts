/** Fills the array with cryptographically random bytes. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array

const ofPlatform: RandomBytes = (bytes) => crypto.getRandomValues(bytes)

/** A random secret of `length` letters, uniformly distributed over the alphabet. */
export function randomText(alphabet: string, length: number, random: RandomBytes = ofPlatform): string {
  // Reject bytes past the last whole alphabet; modulo would favour some letters.
  const usable = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length)
    for (const byte of random(new Uint8Array(length - text.length)))
      if (byte < usable) text += alphabet.charAt(byte % alphabet.length)
  return text
}

const easyLetters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** An initial password in groups of four letters, 20 bits each, without letters that look alike. */
export function firstPassword(groups = 4, random?: RandomBytes): string {
  return Array.from({ length: groups }, () => randomText(easyLetters, 4, random)).join('-')
}
