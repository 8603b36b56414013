import { createTranslator } from 'next-intl'
import { expect, test } from 'vitest'
import arConsole from './messages/ar/console.json'
import arVisitor from './messages/ar/visitor.json'
import enConsole from './messages/en/console.json'
import enVisitor from './messages/en/visitor.json'

const english = createTranslator({ locale: 'en', messages: { console: enConsole, visitor: enVisitor } })
const arabic = createTranslator({ locale: 'ar', messages: { console: arConsole, visitor: arVisitor } })

test('S10: somebody called for the second time was called twice, in both languages', () => {
  const twice = { count: 2, n: '2' }
  expect([english('visitor.visit.recalled', twice), english('console.current.calls', twice)]).toEqual([
    'Called twice',
    'Called twice',
  ])
  expect([arabic('visitor.visit.recalled', twice), arabic('console.current.calls', twice)]).toEqual([
    'نودي عليك مرتين',
    'نودي مرتين',
  ])
})
