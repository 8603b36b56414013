import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { packed, packedTag, takesGzip } from './content-coding'

describe('a client', () => {
  test.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', 'x-gzip', 'GZIP', '*', 'identity, *;q=0.1'])(
    'with the header %j accepts gzip',
    (header) => {
      expect(takesGzip(header)).toBe(true)
    },
  )
  test.each([null, undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.000', '*;q=0', 'gzip;q=0, *', 'gzipped'])(
    'with the header %j does not accept gzip',
    (header) => {
      expect(takesGzip(header)).toBe(false)
    },
  )
})

test('compressed bytes unpack to the same, and have their own entity tag', async () => {
  const bytes = Buffer.from('دور '.repeat(1_000))
  const small = await packed(bytes)
  expect(small.byteLength).toBeLessThan(200)
  expect(gunzipSync(small)).toEqual(bytes)
  expect(packedTag('"abc"')).toBe('"abc-gzip"')
})
