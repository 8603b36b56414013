export type ShellLanguage = 'ar' | 'en'

/** The language of an address; null for one without. */
export function languageOf(path: string): ShellLanguage | null {
  const [, language] = /^\/(ar|en)(?:\/|$)/.exec(path) ?? []
  return language === 'ar' || language === 'en' ? language : null
}

/** The offline page, served when the network fails: in the language of the address, else in the one used last. */
export function shellOf(path: string, usedLast: ShellLanguage | null): string {
  return `/${languageOf(path) ?? usedLast ?? 'ar'}/offline`
}

/** Pages a person navigates to. Paths of the API, of files and of the shells themselves are not handled here. */
export function isPage(path: string): boolean {
  return !/^\/(?:api|health|_next)(?:\/|$)|\.\w+$|^\/(?:ar|en)\/offline$/.test(path)
}

/**
 * The hall screen: the same page for everybody, and it must come back after a power cut even if the network does not.
 * It is the only cached page, and only used when the network is gone.
 */
export function isScreen(path: string): boolean {
  return /^\/(?:ar|en)\/tv(?:\/[a-z0-9_-]+)?$/.test(path)
}

const builtFile = /static\/(?:chunks|css|media)\/[\w./%~@-]+\.(?:js|css|woff2)/g

/** The hashed build files that a page or a style sheet references, as paths. */
export function builtFilesIn(text: string): string[] {
  return [...new Set(text.match(builtFile))].map((file) => `/_next/${file}`)
}
