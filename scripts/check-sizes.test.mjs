import { expect, test } from 'vitest'
import { findSizesAndNames } from './check-sizes.mjs'
import { lines, plant } from './support/planted.mjs'

const long = (count) => 'const a = 1\n'.repeat(count)

test('reports files that are too long, by kind', () => {
  const root = plant({
    'lib/shared/long.ts': long(301),
    'lib/shared/fits.ts': long(300),
    'lib/shared/long.test.ts': long(401),
    'app/api/v1/tickets/route.ts': long(61),
  })
  expect(lines(findSizesAndNames(root))).toEqual([
    'app/api/v1/tickets/route.ts:61 61 lines, 60 at most',
    'lib/shared/long.test.ts:401 401 lines, 400 at most',
    'lib/shared/long.ts:301 301 lines, 300 at most',
  ])
})

test('reports vague names, barrels, misplaced files and capitals', () => {
  const root = plant({
    'lib/utils/date.ts': '',
    'lib/shared/index.ts': '',
    'lib/shared/date-helpers.ts': '',
    'lib/ui/Button.tsx': '',
    'lib/ui/use-commonly-seen.ts': '',
    'app/[locale]/(visitor)/not-found.tsx': '',
  })
  expect(lines(findSizesAndNames(root))).toEqual([
    'lib/shared/date-helpers.ts:1 "date-helpers" is too vague: name the content',
    'lib/shared/index.ts:1 index files are barrels: import from the defining file',
    'lib/ui/Button.tsx:1 "Button.tsx" is not kebab-case',
    'lib/utils/date.ts:1 "utils" is too vague: name the content',
    'lib/utils/date.ts:1 lib has only features, server, client, ui, i18n, shared: put it into one of these',
  ])
})

test('ignores generated files', () => {
  expect(findSizesAndNames(plant({ 'lib/server/generated/prisma/index.ts': long(999) }))).toEqual([])
})
