import 'server-only'
import { plainPassword } from '../rules'

// What long passwords that are guessed first are made of: a word or two of these, with digits, years and signs around.
// From the public lists of leaked passwords, those of twelve characters and more, taken apart. A rule on the words covers
// what a list of whole passwords of any size would have to spell out ("Password2026!", "password-123456").
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
    // Longest first: of "administrator" nothing must be left over.
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

/** What is left to guess when up to three common words are taken away: letters, and digits for a quarter of one. */
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

/** Whether a password is little more than words that everybody tries, also when written with 0 for o and the like. */
export function isMadeOfCommonWords(password: string): boolean {
  const plain = plainPassword(password)
  const read = [...plain].map((sign) => lookalikes[sign] ?? sign).join('')
  return remainder(plain) < 4 || remainder(read) < 4
}
