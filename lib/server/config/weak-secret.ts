const words = /password|changeme|change-me|secret|example|default/i

// Rows and columns of the keyboard, the alphabet and the digits: what a hand or a habit walks along.
const paths = [
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/'],
]
const steps = new Set(
  paths.flatMap((path) => [...path].slice(1).flatMap((next, i) => [`${path[i]}${next}`, `${next}${path[i]}`])),
)

/** Whether more than half of the characters follow the one before on the keyboard or in the alphabet. Of random ones a fifth does. */
function isWalk(secret: string): boolean {
  const text = secret.toLowerCase()
  const walked = [...text].slice(1).filter((next, i) => steps.has(`${text[i]}${next}`) || next === text[i])
  return walked.length > (text.length - 1) / 2
}

/** Whether it is the same short text again and again. */
function isRepetition(secret: string): boolean {
  return `${secret}${secret}`.indexOf(secret, 1) < secret.length
}

/** Whether a secret was made by hand and could be guessed: words of manuals, walks over the keyboard, repetitions. */
export function isWeakSecret(secret: string): boolean {
  return words.test(secret) || new Set(secret).size < 12 || isWalk(secret) || isRepetition(secret)
}
