// Which part may import which. docs/architecture.md describes the rules; exceptions are listed only here.
const feature = '^lib/features/([^/]+)/'
/** What stands in a feature's folder itself, except its jobs. */
const pure = '^lib/features/[^/]+/(?!jobs\\.)[^/]+\\.ts$'

const tests = '\\.(test|spec)\\.tsx?$'
/** Files that load zod. Code that a browser may load imports only their types. */
const validators = [
  '^lib/features/[^/]+/([^/]*contract|topics)\\.ts$',
  '^lib/shared/(contract|platform-contract|stream-contract|fields)\\.ts$',
]
const browserCode =
  '^lib/(client|ui|i18n|shared)/|^lib/features/[^/]+/(client/|rules\\.|endpoints\\.|flags\\.|audit-actions\\.)'
const clientCode = '^lib/(client|ui)/|^lib/features/[^/]+/client/'

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-types-from-screens',
      comment: 'put a type that two files share into a separate file or the contract',
      severity: 'error',
      from: {},
      to: { path: '[-/](screen|form|dialog|card|page|layout)\\.tsx$', dependencyTypes: ['type-only'] },
    },
    {
      name: 'shared-depends-on-nothing',
      severity: 'error',
      from: { path: '^lib/shared/', pathNot: tests },
      to: { path: '^(app/|lib/(?!shared/)|worker/|prisma/|scripts/)' },
    },
    {
      name: 'contract-and-rules-are-pure',
      comment: 'contracts, rules, endpoints and kinds of topic import only zod, lib/shared and each other',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { pathNot: [pure, '^lib/shared/', '^node_modules/zod/'] },
    },
    {
      name: 'platform-imports-no-feature',
      severity: 'error',
      from: { path: '^lib/(server|client|ui|i18n)/', pathNot: tests },
      to: { path: '^(app|lib/features)/' },
    },
    {
      name: 'lib-imports-no-routes',
      severity: 'error',
      from: { path: '^lib/', pathNot: tests },
      to: { path: '^app/' },
    },
    {
      name: 'ui-is-presentational',
      severity: 'error',
      from: { path: '^lib/ui/' },
      to: { path: '^lib/(client|server|features)/' },
    },
    {
      name: 'client-never-reaches-server',
      severity: 'error',
      from: { path: clientCode, pathNot: tests },
      to: { path: '^lib/server/|^lib/features/[^/]+/server/', reachable: true },
    },
    {
      name: 'browser-loads-no-validator',
      comment: 'import the types of a contract with `import type`, and paths from endpoints.ts',
      severity: 'error',
      from: { path: browserCode, pathNot: [tests, ...validators] },
      to: { path: ['^node_modules/zod/', ...validators], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-through-public-file',
      comment: 'import another feature through its pure files, and its server code through server/public.ts',
      severity: 'error',
      from: { path: feature, pathNot: tests },
      to: {
        path: `${feature}(server/|client/|rules\\.)`,
        pathNot: ['^lib/features/$1/', '^lib/features/[^/]+/server/public\\.ts$'],
      },
    },
    {
      name: 'only-server-touches-the-database',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/server/',
          '^lib/features/[^/]+/server/',
          '^(prisma|cli)/',
          '^(scripts|bench|e2e|test)/',
          '^server\\.ts$',
          tests,
        ],
      },
      to: { path: '^lib/server/(db|generated)/|^node_modules/(@prisma|pg|ioredis)/' },
    },
    {
      name: 'api-imports-no-next',
      comment: 'both hosts call the same handlers',
      severity: 'error',
      from: { path: '^app/api/' },
      to: { path: '^node_modules/(next|react)/' },
    },
    {
      name: 'pages-use-features-not-platform',
      comment: 'a page only composes: it reads through a feature',
      severity: 'error',
      from: { path: '^app/\\[locale\\]/' },
      to: { path: '^lib/server/(events|http|jobs|db)/' },
    },
    { name: 'no-import-of-tests', severity: 'error', from: { pathNot: [tests, '^test/'] }, to: { path: tests } },
    {
      name: 'shipped-code-imports-no-tools',
      severity: 'error',
      from: { path: '^(app|cli|lib|worker)/|^(server|proxy)\\.ts$', pathNot: tests },
      to: { path: '^(scripts|bench|e2e|test)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.generated/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'lib/server/generated'] },
    // test/client is a program of its own: a test generates the types that it imports.
    exclude: { path: '^(\\.next|dist|data|public/vendor|test/client)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
