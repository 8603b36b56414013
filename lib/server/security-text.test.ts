import { describe, expect, test } from 'vitest'
import { securityTextOf } from './security-text'

const now = new Date('2026-11-22T08:30:12.345Z')

describe('security.txt', () => {
  test('says where to report, in which languages, until when, and where it belongs', () => {
    expect(securityTextOf('mailto:security@dawr.example', 'https://dawr.example', now)).toBe(
      [
        'Contact: mailto:security@dawr.example',
        'Expires: 2027-05-21T00:00:00Z',
        'Preferred-Languages: ar, en',
        'Canonical: https://dawr.example/.well-known/security.txt',
        '',
      ].join('\n'),
    )
  })
  test('claims no address of its own where none is known', () => {
    expect(securityTextOf('https://dawr.example/report', undefined, now)).not.toContain('Canonical')
  })
  test('expires within a year, on any day', () => {
    for (let day = 0; day < 400; day++) {
      const asked = new Date(now.getTime() + day * 86_400_000)
      const [, expires = ''] = /Expires: (.*)/.exec(securityTextOf('mailto:a@b.example', undefined, asked)) ?? []
      const days = (Date.parse(expires) - asked.getTime()) / 86_400_000
      expect(days).toBeGreaterThan(100)
      expect(days).toBeLessThan(365)
    }
  })
})
