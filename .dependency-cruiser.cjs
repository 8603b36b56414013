// Which part may know which. The rule stands in docs/architecture.md; exceptions are listed here and nowhere else.
const feature = '^lib/features/([^/]+)/'
const pure = 'contract|rules|endpoints|topics|flags|audit-actions'

const tests = '\\.(test|spec)\\.tsx?$'
/** What loads zod. All that a browser may load must know these by type only. */
const validators = [
  '^lib/features/[^/]+/(contract|topics)\\.ts$',
  '^lib/shared/(contract|platform-contract|stream-contract|fields)\\.ts$',
]
const browserCode =
  '^lib/(client|ui|i18n|shared)/|^lib/features/[^/]+/(client/|rules\\.|endpoints\\.|flags\\.|audit-actions\\.)'
const clientCode = '^lib/(client|ui)/|^lib/features/[^/]+/client/'

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-type-of-a-screen',
      comment: 'a type that two files share stands in a file of its own, or in the contract',
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
      comment: 'contracts, rules, endpoints and kinds of topic import zod, lib/shared and their own kind',
      severity: 'error',
      from: { path: `^lib/features/[^/]+/(${pure})\\.ts$` },
      to: { pathNot: [`^lib/features/[^/]+/(${pure})\\.ts$`, '^lib/shared/', '^node_modules/zod/'] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^lib/(server|client|ui|i18n)/', pathNot: tests },
      to: { path: '^(app|lib/features)/' },
    },
    { name: 'lib-knows-no-routes', severity: 'error', from: { path: '^lib/', pathNot: tests }, to: { path: '^app/' } },
    {
      name: 'ui-is-only-looks',
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
      name: 'browser-carries-no-validator',
      comment: 'take the types of a contract with `import type`, and addresses from endpoints.ts',
      severity: 'error',
      from: { path: browserCode, pathNot: [tests, ...validators] },
      to: { path: ['^node_modules/zod/', ...validators], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-by-one-door',
      comment: 'another feature is known by its pure files, and its server by server/public.ts',
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
      name: 'api-knows-no-next',
      comment: 'both hosts call the same handlers',
      severity: 'error',
      from: { path: '^app/api/' },
      to: { path: '^node_modules/(next|react)/' },
    },
    {
      name: 'pages-call-no-platform-inside',
      comment: 'a page composes: it reads through a feature',
      severity: 'error',
      from: { path: '^app/\\[locale\\]/' },
      to: { path: '^lib/server/(events|http|jobs|db)/' },
    },
    { name: 'nothing-uses-a-test', severity: 'error', from: { pathNot: [tests, '^test/'] }, to: { path: tests } },
    {
      name: 'nothing-shipped-uses-tools',
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
    exclude: { path: '^(\\.next|dist|data|public/vendor)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
