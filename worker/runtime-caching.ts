import type { RuntimeCaching } from 'workbox-build'

/** The only cache for files, whose name and content never belong to a person. */
export const staticCache = 'dawr-static'

/**
 * What the service worker may cache: hashed build files (scripts, styles, fonts) and icons. Nothing under /api and no
 * page, so that no visitor's data stays on a shared device and no screen shows yesterday's state as current.
 */
export const runtimeCaching: RuntimeCaching[] = [
  {
    urlPattern: /\/_next\/static\/.+|\/icons\/.+\.(?:png|svg)$/,
    handler: 'CacheFirst',
    options: { cacheName: staticCache, expiration: { maxEntries: 250, maxAgeSeconds: 60 * 24 * 3600 } },
  },
]
