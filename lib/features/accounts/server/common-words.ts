import 'server-only'
import { plainPassword } from '../rules'

// Long guessable passwords consist of one or two of these words, with digits, years and punctuation around them.
// Taken from public lists of leaked passwords of twelve characters and more. A rule on words covers
// what a list of whole passwords would have to enumerate ("Password2026!", "password-123456").
const words =
  `password passwort passw0rd passwd pass word admin administrator root user login letmein welcome hello master
secret changeme default system server manager owner reception clinic hospital medical doctor health office company test
testing guest temp demo dawr iloveyou love lovely princess sunshine shadow monkey dragon football baseball basketball
superman batman starwars pokemon naruto freedom whatever trustno1 michael jordan jennifer ashley daniel jessica michelle
charlie thomas computer internet samsung iphone google facebook instagram qwerty qwertyuiop qwert asdfgh asdfghjkl asdf
zxcvbnm zxcvbn 1qaz2wsx qazwsx qweasd abc abcd abcdef abcdefg number summer winter spring autumn january february march
april june july august september october november december monday friday mohammed mohamed muhammad ahmed abdullah khalid
fatima allah bismillah alhamdulillah mashallah habibi saudi saudiarabia riyadh jeddah makkah madinah dubai egypt cairo
arabia ksa كلمة السر المرور سر مرور مدير محمد أحمد احمد عبدالله عبد الله خالد فاطمة السعودية الرياض جدة مكة المدينة مصر
القاهرة دبي بسم الحمد لله حبيبي دور عيادة مستشفى مرحبا اهلا أهلا`
    .split(/\s+/)
    .map(plainPassword)
    // Longest first, so that "administrator" is removed as a whole.
    .sort((one, other) => other.length - one.length)

const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Letters left after removing up to three common words; digits count a quarter. */
function remainder(text: string): number {
  let left = text
  for (let taken = 0; taken < 3; taken++) {
    const found = words.find((word) => left.includes(word))
    if (found === undefined) break
    left = left.replace(found, ' ')
  }
  const count = (signs: RegExp): number => left.match(signs)?.length ?? 0
  return count(/\p{L}/gu) + count(/\p{N}/gu) / 4
}

/** Whether a password is little more than common words, also with substitutions such as 0 for o. */
export function isMadeOfCommonWords(password: string): boolean {
  const plain = plainPassword(password)
  const read = [...plain].map((sign) => lookalikes[sign] ?? sign).join('')
  return remainder(plain) < 4 || remainder(read) < 4
}
