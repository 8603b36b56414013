import { expect, test } from 'vitest'
import { addressOf, viewOf } from './rules'

test.each([
  [{}, { state: 'failed', page: 1 }, '/admin/jobs'],
  [{ state: 'waiting' }, { state: 'waiting', page: 1 }, '/admin/jobs?state=waiting'],
  [{ state: 'failed', page: '3' }, { state: 'failed', page: 3 }, '/admin/jobs?page=3'],
  [{ state: 'other', page: '-1' }, { state: 'failed', page: 1 }, '/admin/jobs'],
  [{ state: ['waiting'], page: '2.5' }, { state: 'failed', page: 1 }, '/admin/jobs'],
] as const)('the search %o shows %o, whose address is %s', (search, view, address) => {
  expect(viewOf(search as Parameters<typeof viewOf>[0])).toEqual(view)
  expect(addressOf(viewOf(search as Parameters<typeof viewOf>[0]))).toBe(address)
})
