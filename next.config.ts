import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'
import nextPwa from 'next-pwa'
import { runtimeCaching } from './worker/runtime-caching'

const withIntl = createNextIntlPlugin('./lib/i18n/request.ts')

const buildId = Date.now().toString(36)

const withPwa = nextPwa({
  dest: 'public',
  customWorkerSrc: 'worker',
  // Registered by our own component, which also says why where it cannot be.
  register: false,
  disable: process.env.NODE_ENV === 'development',
  cacheStartUrl: false,
  cacheOnFrontEndNav: false,
  publicExcludes: ['**/*'],
  workboxOptions: {
    skipWaiting: true,
    clientsClaim: true,
    // Nothing is fetched ahead but the two offline shells; hashed files are kept as they are used.
    exclude: [/./],
    additionalManifestEntries: [
      { url: '/ar/offline', revision: buildId },
      { url: '/en/offline', revision: buildId },
    ],
    runtimeCaching,
  },
})

const config: NextConfig = {
  poweredByHeader: false,
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ioredis',
    'pg',
    'pino',
    'prom-client',
  ],
  rewrites: () => Promise.resolve([{ source: '/health/:part*', destination: '/api/v1/health/:part*' }]),
}

export default withPwa(withIntl(config))
