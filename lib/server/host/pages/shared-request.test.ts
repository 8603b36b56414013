import { describe, expect, test } from 'vitest'
import { sharedRequestOf } from './shared-request'

const plain = { host: 'dawr.example', 'accept-language': 'ar' }
const keyOf = (headers: Record<string, string>, url = '/ar'): string | undefined =>
  sharedRequestOf({ url, headers })?.key

describe('two requests for a public page share its answer', () => {
  test.each([
    { 'user-agent': 'another' },
    { cookie: 'dawr_visitor=abc.def' },
    { cookie: 'theme=dark' },
    { 'x-forwarded-for': '203.0.113.9' },
    { 'accept-encoding': 'gzip' },
    { authorization: 'Bearer x' },
    { range: 'bytes=0-1' },
  ])('when they differ in %j', (more) => {
    expect(keyOf({ ...plain, ...more })).toBe(keyOf(plain))
  })
  test('which depends on nothing else', () => {
    const headers = { ...plain, cookie: 'dawr_session=x; NEXT_LOCALE=en', 'x-forwarded-for': '203.0.113.9' }
    expect(sharedRequestOf({ url: '/ar', headers })?.headers).toEqual({ ...plain, cookie: 'NEXT_LOCALE=en' })
  })
  test.each([
    { host: 'localhost' },
    { 'x-forwarded-proto': 'https' },
    { 'accept-language': 'en' },
    { cookie: 'NEXT_LOCALE=en' },
    { 'sec-fetch-dest': 'empty' },
  ])('but not when they differ in %j', (more) => {
    expect(keyOf({ ...plain, ...more })).not.toBe(keyOf(plain))
  })
  test('but not for different addresses', () => {
    expect(keyOf(plain, '/en')).not.toBe(keyOf(plain))
    expect(keyOf(plain, '/ar?branch=main')).not.toBe(keyOf(plain))
  })
})

describe('an answer is not shared', () => {
  test.each([
    { rsc: '1' },
    { 'next-router-state-tree': 'x' },
    { 'next-action': 'x' },
    { 'x-nextjs-data': '1' },
    { 'accept-language': 'a'.repeat(201) },
  ])('for the headers %j', (more) => {
    expect(sharedRequestOf({ url: '/ar', headers: { ...plain, ...(more as Record<string, string>) } })).toBeNull()
  })
  test('for a long address', () => {
    expect(sharedRequestOf({ url: `/ar?x=${'a'.repeat(200)}`, headers: plain })).toBeNull()
  })
})
