/** Fills bytes with random ones. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array

const ofPlatform: RandomBytes = (bytes) => crypto.getRandomValues(bytes)

/** A secret of so many letters of an alphabet, each as likely as any other. */
export function randomText(alphabet: string, length: number, random: RandomBytes = ofPlatform): string {
  // Bytes past the last whole alphabet are thrown away: with them some letters would come more often.
  const usable = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length)
    for (const byte of random(new Uint8Array(length - text.length)))
      if (byte < usable) text += alphabet.charAt(byte % alphabet.length)
  return text
}

const easyLetters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to be told to somebody, in groups of four: 20 bits each, without letters that are taken for others. */
export function firstPassword(groups = 4, random?: RandomBytes): string {
  return Array.from({ length: groups }, () => randomText(easyLetters, 4, random)).join('-')
}
