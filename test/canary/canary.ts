import { createHash, randomBytes, randomInt } from 'node:crypto'
import { isTrivialPin } from '@/lib/features/accounts/rules'

/** A searched place: the log, an answer to another actor, a table of the database. */
export type Place = { name: string; text: string }

/** Where a word may appear, and why. */
export type Allowed = Readonly<Record<string, string>>

/** A word that cannot occur by chance, and the places where it may be found. */
export type Canary = { what: string; word: string; allowed: Allowed }

const letters = 'abcdefghijkmnpqrstuvwxyz'

/** Random lower-case letters and digits; the first is a letter. */
export function newWord(length: number): string {
  const rest = randomBytes(length)
    .toString('hex')
    .slice(0, length - 1)
  return `${letters[randomInt(letters.length)]}${rest}`
}

/** An unassigned Saudi mobile number. */
export const newPhone = (): string => `05${String(randomInt(1e8)).padStart(8, '0')}`

/** A PIN that is accepted, and that no other number in the output is likely to contain. */
export function newPin(): string {
  const pin = String(randomInt(730_000, 739_000))
  return isTrivialPin(pin) ? newPin() : pin
}

/** The encodings in which a faulty program might write it. */
function disguises(word: string): string[] {
  const bytes = Buffer.from(word)
  const written = [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1), bytes.toString('hex')]
  // A phone number is stored with its calling code: the part after the 0 is the same.
  const national = /^05\d{8}$/.test(word) ? [word.slice(1), `+966${word.slice(1)}`] : []
  const hashed = [word, ...national].flatMap((text) =>
    ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(text)),
  )
  // Short words are quickly guessed: an unkeyed hash reveals them. Hashes of secrets are stored on purpose.
  const isShort = word.length <= 10
  return [...new Set([...written, ...national, ...(isShort ? hashed.map((it) => it.digest('hex')) : [])])]
}

/** Digits may be part of longer numbers by chance: they count only if no other digit is next to them. */
function isIn(text: string, word: string): boolean {
  if (!/^\d+$/.test(word)) return text.includes(word)
  return new RegExp(`(?<![0-9A-Za-z_-])${word}(?![0-9A-Za-z_-])`).test(text)
}

/** The names of the places that contain a word, in any encoding. */
export function placesOf(word: string, places: readonly Place[]): string[] {
  const forms = disguises(word)
  return places.filter(({ text }) => forms.some((form) => isIn(text, form))).map(({ name }) => name)
}

/** Collects the words that were sent, each once. */
export class Aviary {
  private readonly all = new Map<string, Canary>()

  /** A word that may not be found anywhere, unless `allowed` says where and why. */
  release(what: string, word: string, allowed: Allowed = {}): string {
    if (word.length < 6) throw new Error(`${what} is too short to search for`)
    const known = this.all.get(word)
    this.all.set(word, { what, word, allowed: { ...known?.allowed, ...allowed } })
    return word
  }

  get canaries(): Canary[] {
    return [...this.all.values()]
  }

  /** Whether any of the words is part of a text that was sent. */
  isIn(text: string): boolean {
    return this.canaries.some(({ word }) => text.includes(word))
  }

  /** Words found where they must not be: `word in place`. */
  escaped(places: readonly Place[]): string[] {
    return this.canaries.flatMap(({ what, word, allowed }) =>
      placesOf(word, places).flatMap((place) => (place in allowed ? [] : [`${what} in ${place}`])),
    )
  }
}
