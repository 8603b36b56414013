/** The offline page in the language of the path, served when the network fails. */
export function shellOf(path: string): string {
  return path === '/en' || path.startsWith('/en/') ? '/en/offline' : '/ar/offline'
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
