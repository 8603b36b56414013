import { createHash } from 'node:crypto'
import { createElement, lazy, type ReactNode, Suspense } from 'react'
import { renderToReadableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { pagePolicy } from './security-headers'

const policy = pagePolicy('0123456789abcdef', true)

test('the inline style that React adds around streamed SVG is allowed, and no other style', async () => {
  let arrive = (): void => undefined
  const Late = lazy(
    () =>
      new Promise<{ default: () => ReactNode }>((resolve) => {
        arrive = () => resolve({ default: () => createElement('path', { d: 'M5 12h14' }) })
      }),
  )
  const drawing = createElement('svg', null, createElement(Suspense, { fallback: null }, createElement(Late)))
  const stream = await renderToReadableStream(createElement('div', null, drawing))
  arrive()
  const page = await new Response(stream).text()
  const styles = [...page.matchAll(/ style="([^"]*)"/g)].map(([, style]) => style ?? '')
  expect(styles).not.toEqual([])
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  const allowed = /style-src-attr ([^;]*)/.exec(policy)?.[1]?.split(' ')
  expect(allowed).toEqual(["'unsafe-hashes'", ...new Set(hashes)])
})

test('no inline script runs, and an invalid nonce is refused', () => {
  expect(policy).not.toContain('unsafe-inline')
  expect(policy).not.toContain('unsafe-eval')
  expect(() => pagePolicy("x'; script-src *", true)).toThrow('invalid nonce')
})
