import { expect, test } from 'vitest'
import { findPhysicalDirections } from './check-logical-css.mjs'
import { plant } from './support/planted.mjs'

const faults = (path, text) => findPhysicalDirections(plant({ [path]: text })).map(({ line }) => line)

test.each([
  '<p className="ml-4" />',
  '<p className="flex md:pr-[3px]" />',
  '<p className="-left-1" />',
  '<p className="hover:text-right" />',
  '<p className="border-l" />',
  '<p className="rounded-tl-lg" />',
  '<p style={{ marginLeft: 4 }} />',
  "<p style={{ textAlign: 'left' }} />",
  '<p style={{ top: 0, right: 0 }} />',
])('reports %s', (line) => {
  expect(faults('lib/ui/card.tsx', `\n${line}\n`)).toEqual([2])
})

test.each([
  '<p className="ms-4 pe-2 start-0 text-start border-s rounded-ss-lg" />',
  '<p className="leading-tight tracking-normal small-caps bg-pl-1x" />',
  'const left = items.length - seen',
  '<p className="ml-4" /> // physical: the picture itself is not mirrored',
])('allows %s', (line) => {
  expect(faults('lib/ui/card.tsx', line)).toEqual([])
})

test('reads style sheets', () => {
  const css =
    'a {\n  margin-left: 1px;\n  text-align: right;\n  left: 0;\n  padding-inline-start: 2px;\n  @apply pl-2;\n}'
  expect(faults('app/globals.css', css)).toEqual([2, 3, 4, 6])
})

test('requires a reason for an exception', () => {
  expect(faults('app/globals.css', 'a { left: 0; } /* physical: no */')).toEqual([1])
  expect(faults('app/globals.css', '/* physical: the clock always turns right */\na { left: 0; }')).toEqual([])
})
