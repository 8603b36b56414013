import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Aviary } from './canary'

const inLog = (text: string) => [{ name: 'log', text }]

test('a canary word is found as plain text, URL-encoded, in JSON, in hexadecimal and inside other words', () => {
  const aviary = new Aviary()
  aviary.release('name', 'سارة "canary"')
  const bytes = Buffer.from('سارة "canary"')
  for (const text of [
    'xسارة "canary"y',
    encodeURIComponent('سارة "canary"'),
    '{"n":"سارة \\"canary\\""}',
    bytes.toString('hex'),
  ])
    expect(aviary.escaped(inLog(text))).toEqual(['name in log'])
  expect(aviary.escaped(inLog('sara canary'))).toEqual([])
})

test('a phone number is found with its calling code and as an unkeyed hash', () => {
  const aviary = new Aviary()
  aviary.release('phone', '0501234567')
  const hash = createHash('sha256').update('+966501234567').digest('hex')
  for (const text of ['to +966501234567.', '966 501234567', `\\x${hash}`])
    expect(aviary.escaped(inLog(text))).toEqual(['phone in log'])
  expect(aviary.escaped(inLog('id 1501234567890'))).toEqual([])
})

test('a canary word is allowed only where it is meant to be read', () => {
  const aviary = new Aviary()
  aviary.release('label', 'canary-label', { log: 'why' })
  const places = [...inLog('canary-label'), { name: 'metrics', text: 'canary-label' }]
  expect(aviary.escaped(places)).toEqual(['label in metrics'])
})
