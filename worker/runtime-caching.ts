import type { RuntimeCaching } from 'workbox-build'

/**
 * What the service worker may keep: hashed build files (scripts, styles, fonts) and icons. Nothing of /api and no
 * page, so that no visitor's data stays on a shared device and no screen shows yesterday as if it were now.
 */
export const runtimeCaching: RuntimeCaching[] = [
  {
    urlPattern: /\/_next\/static\/.+|\/icons\/.+\.(?:png|svg)$/,
    handler: 'CacheFirst',
    options: { cacheName: 'dawr-static', expiration: { maxEntries: 250, maxAgeSeconds: 60 * 24 * 3600 } },
  },
]
