/** Display names of a browser and its system; null when unknown. */
export type BrowserName = { browser: string | null; system: string | null; kind: 'phone' | 'tablet' | 'computer' }

// The order matters: each of these also names the ones below it.
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

/** Parses a User-Agent header. The client can send anything: use it for display, never for rights. */
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
