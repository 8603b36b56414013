/** Minimum requirements of a new password. */
export const passwordMinimum = 12

const separators = /[^\p{L}\p{N}]+/gu
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb']

/** Normalises width, case and composition, so that texts that look the same compare equal. */
export const plainPassword = (password: string): string => password.normalize('NFKC').toLowerCase()

/** Whether a text repeats a shorter text, the last repetition possibly cut short. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length++)
    if (
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length)
    )
      return true
  return false
}

/** Whether a text is a sequence of the alphabet, the digits or a keyboard row, in either direction, possibly wrapping. */
function isRow(text: string): boolean {
  const backwards = (row: string): string => [...row].reverse().join('')
  return [...rows, ...rows.map(backwards)].some((row) => row.repeat(3).includes(text))
}

/**
 * Whether a password is among the first guesses: it contains the user name, or is only a repetition or a sequence.
 * Common words are checked by the server.
 */
export function isGuessable(password: string, username: string): boolean {
  const plain = plainPassword(password)
  const letters = plain.replace(separators, '')
  const name = username.toLowerCase().replace(separators, '')
  return (name.length >= 3 && letters.includes(name)) || letters.length < 4 || isRepeated(letters) || isRow(letters)
}

/** Whether a PIN is among the first guesses: a repetition such as 121212, or a sequence such as 123456 or 987654. */
export function isTrivialPin(pin: string): boolean {
  return isRepeated(pin) || '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin)
}
