import nextVitals from 'eslint-config-next/core-web-vitals'
import playwright from 'eslint-plugin-playwright'
import tseslint from 'typescript-eslint'

const code = ['**/*.{ts,tsx}']
const tests = ['**/*.{test,spec}.{ts,tsx}', 'test/**', 'e2e/**']
const tools = ['scripts/**', 'bench/**', '*.config.{ts,mjs}']

/** Next finds these by their default export, and tools their configuration files. */
const defaultExports = [
  'app/**/{page,layout,template,loading,error,global-error,not-found,default,manifest,robots,sitemap}.{ts,tsx}',
  'app/**/{icon,apple-icon,opengraph-image}.tsx',
  'lib/i18n/request.ts',
  'proxy.ts',
  '*.config.{ts,mjs}',
  'bench/peers/**',
]

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Use named exports, so that a symbol has one name everywhere.',
}
const noClientPage = {
  selector: 'Program > ExpressionStatement[directive="use client"]',
  message: 'A page composes on the server: put the client part into lib/features/*/client.',
}
const noProcessEnv = {
  // NODE_ENV is not read at run time: the build inlines its value.
  selector:
    'MemberExpression[object.name="process"][property.name="env"]:not(MemberExpression[property.name="NODE_ENV"] > MemberExpression)',
  message: 'Read the configuration from lib/server/config.',
}

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      '.generated/**',
      'dist/**',
      'data/**',
      'public/**',
      'lib/server/generated/**',
      'test-results/**',
      'playwright-report/**',
      'next-env.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  ...nextVitals,
  { settings: { react: { version: '19.3' } } },
  {
    files: code,
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: code, rules: { 'no-restricted-syntax': ['error', noDefaultExport, noProcessEnv] } },
  { files: defaultExports, rules: { 'no-restricted-syntax': ['error', noProcessEnv] } },
  { files: ['app/**/{page,layout}.tsx'], rules: { 'no-restricted-syntax': ['error', noProcessEnv, noClientPage] } },
  {
    files: ['lib/server/config/**', ...tests, ...tools],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  { files: ['*.config.{ts,mjs}', 'bench/peers/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: code,
    ignores: ['lib/client/**', 'lib/server/**', 'worker/**', ...tests, ...tools],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Call the API through lib/client/api-client.ts.' },
        { name: 'EventSource', message: 'Subscribe through lib/client/event-stream.ts.' },
      ],
    },
  },
  // Only React code has hooks; elsewhere `use…` is a word.
  { files: ['lib/server/**', 'e2e/**', ...tools], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: [...tests, ...tools], rules: { 'no-console': 'off', '@next/next/no-assign-module-variable': 'off' } },
  {
    ...playwright.configs['flat/recommended'],
    files: ['e2e/**/*.ts'],
    rules: {
      ...playwright.configs['flat/recommended'].rules,
      'playwright/no-wait-for-timeout': 'error',
      'playwright/no-skipped-test': 'error',
      'playwright/no-focused-test': 'error',
      // Biome formats the lines.
      'playwright/consistent-spacing-between-blocks': 'off',
      'playwright/expect-expect': ['error', { assertFunctionPatterns: ['^expect'] }],
    },
  },
)
