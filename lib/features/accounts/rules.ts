/** What a new password must at least have. */
export const passwordMinimum = 12

const separators = /[^\p{L}\p{N}]+/gu
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb']

/** One form for what people hold to be the same: width, case and accents of composition do not count. */
export const plainPassword = (password: string): string => password.normalize('NFKC').toLowerCase()

/** Whether a text is one shorter text said again and again, the last time perhaps not to its end. */
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

/** Whether a text runs along the alphabet, the digits or a row of the keyboard, either way, perhaps from its start again. */
function isRow(text: string): boolean {
  const backwards = (row: string): string => [...row].reverse().join('')
  return [...rows, ...rows.map(backwards)].some((row) => row.repeat(3).includes(text))
}

/**
 * Whether a password falls to the first guesses about this very person or any: it holds the user name, or is nothing but
 * a repetition or a row. The words that everybody tries are a list of the server.
 */
export function isGuessable(password: string, username: string): boolean {
  const plain = plainPassword(password)
  const letters = plain.replace(separators, '')
  const name = username.toLowerCase().replace(separators, '')
  return (name.length >= 3 && letters.includes(name)) || letters.length < 4 || isRepeated(letters) || isRow(letters)
}

/** Whether a PIN is one of those that are tried first: a repetition such as 121212, or a row such as 123456 or 987654. */
export function isTrivialPin(pin: string): boolean {
  return isRepeated(pin) || '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin)
}
