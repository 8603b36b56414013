import { once } from 'node:events'
import { expect, test } from 'vitest'
import { capture } from './capture'

test('a captured answer has the status, the headers and all bytes that the handler wrote', async () => {
  const captured = await capture(
    async (_, res) => {
      res.statusCode = 404
      res.setHeader('Vary', ['rsc', 'next-url'])
      res.flushHeaders()
      res.write('<p>')
      res.write(Buffer.from('دَوْر'))
      res.end('</p>')
    },
    '/ar',
    {},
  )
  expect(captured.status).toBe(404)
  expect(captured.headers).toEqual({ vary: ['rsc', 'next-url'] })
  expect(String(captured.body)).toBe('<p>دَوْر</p>')
})

test('the handler sees these headers only, and an empty body', async () => {
  await capture(
    async (req, res) => {
      let read = 0
      for await (const part of req) read += (part as Buffer).length
      expect([req.method, req.url, req.headers, read]).toEqual(['GET', '/ar?branch=main', { host: 'a' }, 0])
      res.end()
    },
    '/ar?branch=main',
    { host: 'a' },
  )
})

test('a handler that streams into the answer is told when it has ended', async () => {
  const { body } = await capture(
    async (_, res) => {
      const over = once(res, 'finish')
      for (let i = 0; i < 100; i++) expect(res.write(Buffer.alloc(10_000, 'x'))).toBe(true)
      res.end()
      await over
      expect(res.writableFinished).toBe(true)
    },
    '/ar',
    {},
  )
  expect(body.length).toBe(1_000_000)
})

test('a handler that fails, or answers nothing, fails', async () => {
  await expect(capture(() => Promise.reject(new Error('no')), '/ar', {})).rejects.toThrow('no')
  await expect(capture(() => Promise.resolve(), '/ar', {})).rejects.toThrow('without an answer')
})
