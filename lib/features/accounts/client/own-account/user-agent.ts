/** A browser and its system by the names that people know; null where they cannot be told. */
export type BrowserName = { browser: string | null; system: string | null; kind: 'phone' | 'tablet' | 'computer' }

// In this order: each of these also calls itself by the names below it.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:HuaweiBrowser)\//, 'Huawei Browser'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

const nameIn = (userAgent: string, names: readonly (readonly [RegExp, string])[]): string | null =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null

/** Reads what a browser says of itself. It may say anything: this is for recognising one's own, never for rights. */
export function browserOf(userAgent: string): BrowserName {
  const system = nameIn(userAgent, systems)
  const isPhone = system === 'iPhone' || /\bMobile\b/.test(userAgent)
  const isTablet = system === 'iPad' || (system === 'Android' && !isPhone)
  return {
    browser: nameIn(userAgent, browsers),
    system,
    kind: isTablet ? 'tablet' : isPhone ? 'phone' : 'computer',
  }
}
