import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import createNextIntlPlugin from 'next-intl/plugin'
import nextPwa from 'next-pwa'
import { importTypeScript } from './scripts/support/import-typescript.mjs'

// Shared with our own code, which is TypeScript.
const { dataPolicy, everyAnswer, onlyHttps, runtimeCaching } = await importTypeScript(
  import.meta.dirname,
  `export { dataPolicy, everyAnswer, onlyHttps } from '@/lib/shared/security-headers'
export { runtimeCaching } from '@/worker/runtime-caching'`,
)

const withIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Messages are parsed at build time: the parser would add 9 KB compressed to every phone's first load.
  experimental: { messages: { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true } },
})

const { resolve } = createRequire(import.meta.url)
const pwaEntry = join(dirname(resolve('next-pwa')), 'sw-entry.js')
const oldBrowsers = resolve('next/dist/build/polyfills/polyfill-module')
const nextError = resolve('next/dist/client/components/builtin/global-error')
const nextNames = resolve('next/dist/lib/constants')

/**
 * Modules that most pages need. A single file compresses better than its parts and is loaded only once. Modules shared
 * only by staff pages and hall screens are left out, because phones would load them too.
 */
const groundParts = [
  'node_modules/(use-intl|next-intl|@formatjs)/',
  'lib/i18n/(?!place)',
  'lib/client/(?!load-page|new-build|use-(command|load|read))',
  'lib/shared/(?!arabic|branch-templates|permissions|random-text|staff-sections|text|time)',
  'lib/ui/(?!both|dialog|field|office/|service-icon|skeleton|toast)',
  'lib/features/queue/(visitor-endpoints|client/visitor/(ticket-card|moved-note|where-to-go|places-in-words|visit-view|outbox-notes|queue-commands|use-ticket-words|people-line))',
]

const ground = {
  name: 'ground',
  test: new RegExp(`/(${groundParts.join('|')})`.replaceAll('/', '[\\\\/]')),
  chunks: 'all',
  minChunks: 2,
  priority: 50,
  enforce: true,
}

const buildId = Date.now().toString(36)

const withPwa = nextPwa({
  dest: 'public',
  customWorkerSrc: 'worker',
  // Our own component registers it, which also shows the reason where that is impossible.
  register: false,
  disable: process.env.NODE_ENV === 'development',
  cacheStartUrl: false,
  cacheOnFrontEndNav: false,
  publicExcludes: ['**/*'],
  workboxOptions: {
    skipWaiting: true,
    clientsClaim: true,
    // Nothing is precached except the two offline shells; hashed files are cached when used.
    exclude: [/./],
    additionalManifestEntries: [
      { url: '/ar/offline', revision: buildId },
      { url: '/en/offline', revision: buildId },
    ],
    runtimeCaching,
  },
})

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm run verify` checks the types, including the tests; and nothing reads the traces of files that a host would
  // copy. Together they took half of the build time.
  typescript: { ignoreBuildErrors: true },
  outputFileTracingExcludes: { '*': ['**/*'] },
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ioredis',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
  ],
  webpack: (webpack, { isServer }) => {
    // next-pwa adds its own registration to every page, with one that reloads the page when the network comes back. We
    // register it ourselves, and a page with unsent commands must not be reloaded.
    webpack.resolve.alias[pwaEntry] = false
    // For browsers older than the language level of our code.
    webpack.resolve.alias[oldBrowsers] = false
    // The address that the style sheet loads the same file from.
    webpack.module.rules.push({
      resourceQuery: /^\?address$/,
      type: 'asset/resource',
      generator: { emit: false, publicPath: '/_next/' },
    })
    if (!isServer) {
      webpack.module.rules.push({
        test: /[\\/]node_modules[\\/]next[\\/]dist[\\/].*\.js$/,
        use: join(import.meta.dirname, 'scripts/class-blocks-for-browsers.cjs'),
      })
      // Next carries its own error page, in English, beside ours.
      webpack.resolve.alias[nextError] = join(import.meta.dirname, 'app/global-error.tsx')
      webpack.resolve.alias[nextNames] = join(import.meta.dirname, 'scripts/next-names-for-browsers.cjs')
      webpack.resolve.alias['next/dist/compiled/process'] = join(
        import.meta.dirname,
        'scripts/process-for-browsers.cjs',
      )
    }
    // Otherwise each page, its error page and its layout contain their own translator: too small for the usual sharing
    // rule, and 10 KB compressed in total.
    const { splitChunks } = webpack.optimization
    if (splitChunks && splitChunks.cacheGroups) splitChunks.cacheGroups['ground'] = ground
    return webpack
  },
  // Our own host sends the same headers; this is for plain `next start`.
  headers: () => {
    const headers = everyAnswer.map(([key, value]) => ({ key, value }))
    const [key, value] = onlyHttps
    const isSecure = [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }]
    return Promise.resolve([
      { source: '/:path*', headers },
      { source: '/:path*', has: isSecure, headers: [{ key, value }] },
      // A missing file is answered with a page.
      {
        source: '/:folder(_next/static|vendor|icons|\\.well-known)/:path*',
        headers: [{ key: 'Content-Security-Policy', value: dataPolicy }],
      },
    ])
  },
  rewrites: () =>
    Promise.resolve([
      { source: '/health/:part*', destination: '/api/v1/health/:part*' },
      { source: '/.well-known/security.txt', destination: '/api/security.txt' },
      // Only after files were looked for. No page is rendered for a name in the place of the language.
      { source: '/:path((?!(?:ar|en)(?:/|$)|api/).+)', destination: '/api/missing' },
    ]),
}

export default withPwa(withIntl(config))
