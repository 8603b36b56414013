import type { RuntimeCaching } from 'workbox-build'

/** The one cache of files whose name or content never belongs to a person. */
export const staticCache = 'dawr-static'

/**
 * What the service worker may keep: hashed build files (scripts, styles, fonts) and icons. Nothing of /api and no
 * page, so that no visitor's data stays on a shared device and no screen shows yesterday as if it were now.
 */
export const runtimeCaching: RuntimeCaching[] = [
  {
    urlPattern: /\/_next\/static\/.+|\/icons\/.+\.(?:png|svg)$/,
    handler: 'CacheFirst',
    options: { cacheName: staticCache, expiration: { maxEntries: 250, maxAgeSeconds: 60 * 24 * 3600 } },
  },
]
