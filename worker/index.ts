import { builtFilesIn, isPage, isScreen, languageOf, type ShellLanguage, shellOf } from './offline-shell'
import { staticCache } from './runtime-caching'
import { clients, on } from './scope'

// next-pwa builds this file into the service worker. The shells themselves are precached (next.config.mjs); here we
// cache the files they need and answer with a shell when a page cannot be loaded.

/** Caches the built files of these pages, with the fonts of their styles. */
async function keepFilesOf(pages: readonly string[]): Promise<void> {
  const cache = await caches.open(staticCache)
  const keep = async (address: string): Promise<Response> => {
    const kept = await cache.match(address)
    if (kept) return kept
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
    await cache.put(address, answer.clone())
    return answer
  }
  const files = builtFilesIn(pages.join('\n'))
  const styles = files.filter((file) => file.endsWith('.css')).map(async (file) => (await keep(file)).text())
  const fonts = builtFilesIn((await Promise.all(styles)).join('\n'))
  await Promise.all([...files, ...fonts].map(keep))
}

async function keepShells(): Promise<void> {
  await keepFilesOf(await Promise.all(['/ar/offline', '/en/offline'].map(async (shell) => (await fetch(shell)).text())))
}

const screenCache = 'dawr-screen'

const languageCache = 'dawr-language'

/** Remembers the language of an opened page for the installed app, which starts at an address without a language. */
async function keepLanguage(language: ShellLanguage): Promise<void> {
  if ((await languageUsedLast()) === language) return
  const cache = await caches.open(languageCache)
  await cache.put('/', new Response(`/${language}`))
}

async function languageUsedLast(): Promise<ShellLanguage | null> {
  const kept = await caches.match('/', { cacheName: languageCache })
  return kept ? languageOf(await kept.text()) : null
}

async function fromNetworkOrShell(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  try {
    const answer = await fetch(request)
    if (isScreen(pathname) && answer.ok) await keepScreen(request, answer.clone())
    const language = languageOf(pathname)
    if (language && answer.ok) void keepLanguage(language).catch(() => undefined)
    return answer
  } catch (error) {
    const screen = isScreen(pathname)
      ? await caches.match(request, { cacheName: screenCache, ignoreVary: true })
      : undefined
    const kept = screen ?? (await caches.match(shellOf(pathname, await languageUsedLast()), { ignoreSearch: true }))
    if (kept) return kept
    throw error
  }
}

async function keepScreen(request: Request | string, answer: Response): Promise<void> {
  const cache = await caches.open(screenCache)
  await cache.put(request, answer)
}

/** A hall screen that was open before this worker was loaded without it; it must come back all the same. */
async function keepOpenScreens(): Promise<void> {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const screens = windows.map(({ url }) => url).filter((url) => isScreen(new URL(url).pathname))
  await Promise.all(
    screens.map(async (url) => {
      const answer = await fetch(url)
      if (!answer.ok) return
      await keepScreen(url, answer.clone())
      await keepFilesOf([await answer.text()])
    }),
  )
}

on('install', (event) => event.waitUntil(keepShells()))

on('activate', (event) => event.waitUntil(keepOpenScreens()))

on('fetch', (event) => {
  const { request } = event
  if (request.mode !== 'navigate' || request.method !== 'GET') return
  if (isPage(new URL(request.url).pathname)) event.respondWith(fromNetworkOrShell(request))
})
