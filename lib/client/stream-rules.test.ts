import { describe, expect, it } from 'vitest'
import {
  afterRefusal,
  concerns,
  connectionName,
  earlierCursor,
  epochOf,
  forgetVersions,
  isNewer,
  isSilent,
  joinTopics,
  streamQuery,
} from './stream-rules'

describe('isSilent', () => {
  it('gives an open stream 45 seconds and an opening one 10', () => {
    expect(isSilent({ open: true, heardAt: 0, startedAt: 0 }, 45_000)).toBe(false)
    expect(isSilent({ open: true, heardAt: 0, startedAt: 0 }, 45_001)).toBe(true)
    expect(isSilent({ open: false, heardAt: 0, startedAt: 5_000 }, 15_000)).toBe(false)
    expect(isSilent({ open: false, heardAt: 0, startedAt: 5_000 }, 15_001)).toBe(true)
  })
})

describe('the epoch of the database', () => {
  it('is the part before the last dot of the cursor', () => {
    expect(epochOf('a.b.17')).toBe('a.b')
    expect(epochOf('')).toBe('')
  })
  it('starts with no known version and the state being shown', () => {
    const { lab } = forgetVersions({ lab: { version: 90, businessDate: '2026-11-22', waiting: 4 } })
    expect(lab).toMatchObject({ waiting: 4 })
    expect(isNewer({ version: 0, businessDate: '2026-11-22' }, lab)).toBe(true)
  })
})

describe('joinTopics', () => {
  it('joins what several pages want, each once', () => {
    const joined = joinTopics([
      { branch: 'main', services: ['xray', 'lab'], ticket: 't1' },
      { branch: 'main', services: ['lab'], lines: ['lab'] },
    ])
    expect(joined).toEqual({ branch: 'main', services: ['lab', 'xray'], lines: ['lab'], tickets: ['t1'] })
    expect(streamQuery(joined, 'e.5')).toBe('branch=main&service=lab&service=xray&line=lab&ticket=t1&since=e.5')
  })
  it('gives pages that follow the whole branch their own connection', () => {
    expect(streamQuery(joinTopics([{ branch: 'main' }]), null)).toBe('branch=main')
    expect(connectionName({ branch: 'main' })).not.toBe(connectionName({ branch: 'main', services: ['lab'] }))
    expect(connectionName({ branch: 'main', ticket: 't1' })).toBe(connectionName({ branch: 'main', services: ['lab'] }))
  })
})

describe('concerns', () => {
  it('gives a page only what it asked for', () => {
    const topics = { branch: 'main', services: ['lab'], ticket: 't1' }
    expect(concerns(topics, 'queue_update', { service: 'lab' })).toBe(true)
    expect(concerns(topics, 'queue_update', { service: 'xray' })).toBe(false)
    expect(concerns(topics, 'ticket_update', { id: 't1' })).toBe(true)
    expect(concerns(topics, 'ticket_update', { id: 't2' })).toBe(false)
    expect(concerns(topics, 'line_update', { service: 'lab' })).toBe(false)
    expect(concerns(topics, 'line_people', { service: 'lab' })).toBe(false)
    expect(concerns({ lines: ['lab'] }, 'line_people', { service: 'lab' })).toBe(true)
    expect(concerns(topics, 'reset', { why: 'epoch' })).toBe(true)
    expect(concerns({ branch: 'main' }, 'queue_update', { service: 'xray' })).toBe(true)
    expect(concerns({ branch: 'main', lines: ['lab'] }, 'queue_update', { service: 'lab' })).toBe(false)
    expect(concerns(topics, 'queue_update', null)).toBe(false)
  })
})

describe('earlierCursor', () => {
  it('resumes from the earlier of two cursors', () => {
    expect(earlierCursor('e7.10', 'e7.9')).toBe('e7.9')
    expect(earlierCursor('e7.9', 'e7.10')).toBe('e7.9')
  })
  it('starts again when they cannot be compared', () => {
    expect(earlierCursor('e7.10', 'e8.9')).toBeNull()
    expect(earlierCursor(null, 'e8.9')).toBeNull()
    expect(earlierCursor('nonsense', 'e8.9')).toBeNull()
  })
})

describe('isNewer', () => {
  it('lets the higher version win, whichever came last', () => {
    expect(isNewer({ version: 3 }, { version: 2 })).toBe(true)
    expect(isNewer({ version: 2 }, { version: 2 })).toBe(false)
    expect(isNewer({ version: 1 }, { version: 2 })).toBe(false)
    expect(isNewer({ version: 1 }, null)).toBe(true)
  })
  it('lets a new day win over any version of the day before', () => {
    expect(isNewer({ version: 1, businessDate: '2026-11-23' }, { version: 90, businessDate: '2026-11-22' })).toBe(true)
    expect(isNewer({ version: 91, businessDate: '2026-11-22' }, { version: 1, businessDate: '2026-11-23' })).toBe(false)
  })
})

describe('afterRefusal', () => {
  const topics = joinTopics([{ branch: 'main', services: ['lab'], ticket: 't1' }])

  it('continues without topics that are not ours', () => {
    for (const status of [401, 403, 404]) expect(afterRefusal(status, 'not_allowed', topics)).toBe('public_only')
    expect(afterRefusal(404, 'unknown_service', joinTopics([{ branch: 'main' }]))).toBe('wait')
  })
  it('starts from the beginning when the cursor is not understood, and backs off otherwise', () => {
    expect(afterRefusal(400, 'invalid_cursor', topics)).toBe('forget_cursor')
    expect(afterRefusal(503, 'unavailable', topics)).toBe('wait')
  })
})
