import { describe, expect, test, vi } from 'vitest'
import { isUnavailable, StaleSetupError, TransientError, withRetry } from './retry'

const prismaError = (code: string, cause: object = {}): Error =>
  Object.assign(new Error(code), { code, meta: { driverAdapterError: { name: 'DriverAdapterError', cause } } })

describe('a transaction', () => {
  test.each([
    ['a deadlock', prismaError('P2010', { originalCode: '40P01', kind: 'postgres' })],
    ['a lost lock', prismaError('P2010', { originalCode: '55P03' })],
    ['a write conflict', prismaError('P2034')],
    ['something that changed before it was locked', new TransientError()],
  ])('is retried after %s', async (_, error) => {
    const work = vi.fn().mockRejectedValueOnce(error).mockResolvedValue('done')
    expect(await withRetry(work)).toBe('done')
    expect(work).toHaveBeenCalledTimes(2)
  })
  test('is not retried after any other error', async () => {
    const work = vi.fn().mockRejectedValue(prismaError('P2002', { originalCode: '23505' }))
    await expect(withRetry(work)).rejects.toMatchObject({ code: 'P2002' })
    expect(work).toHaveBeenCalledTimes(1)
  })
  test('starts again at once as often as the set-up changes meanwhile, and has its other tries left', async () => {
    const work = vi.fn()
    for (let i = 0; i < 10; i++) work.mockRejectedValueOnce(new StaleSetupError())
    for (let i = 0; i < 3; i++) work.mockRejectedValueOnce(new TransientError())
    work.mockResolvedValue('done')
    expect(await withRetry(work)).toBe('done')
  })
  test('is given up when the set-up changes without end', async () => {
    const work = vi.fn().mockRejectedValue(new StaleSetupError())
    await expect(withRetry(work)).rejects.toBeInstanceOf(StaleSetupError)
    expect(work).toHaveBeenCalledTimes(24)
  })
  test('is given up after four tries, with an error that does not blame the request', async () => {
    const work = vi.fn().mockRejectedValue(new TransientError())
    const error: unknown = await withRetry(work).catch((it: unknown) => it)
    expect(work).toHaveBeenCalledTimes(4)
    expect(isUnavailable(error)).toBe(true)
  })
})

describe('the database is unavailable', () => {
  test.each([
    ['it cannot be reached', prismaError('P1001', { kind: 'DatabaseNotReachable' })],
    ['a raw query cannot reach it', prismaError('P2010', { kind: 'DatabaseNotReachable' })],
    ['no connection became free', prismaError('P2028')],
    ['it is shutting down', prismaError('P2010', { originalCode: '57P01' })],
    ['a statement took too long', prismaError('P2010', { originalCode: '57014' })],
    ['its disk is full', prismaError('P2010', { originalCode: '53100', kind: 'postgres' })],
    ['it has no memory left', prismaError('P2010', { originalCode: '53200', kind: 'postgres' })],
    ['it is read-only, as after a switch to another server', prismaError('P2010', { originalCode: '25006' })],
    ['a connection broke', new Error('unknown', { cause: Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) })],
    ['the driver says so only in its message', new Error('Connection terminated unexpectedly')],
    ['all connections stay in use', new Error('timeout exceeded when trying to connect')],
  ])('when %s', (_, error) => {
    expect(isUnavailable(error)).toBe(true)
  })
  test.each([
    ['a wrong query', prismaError('P2010', { originalCode: '42601' })],
    ['a refused write', prismaError('P2002')],
    ['an error of ours', new Error('a queue day was not locked')],
    ['no error at all', undefined],
  ])('but not after %s', (_, error) => {
    expect(isUnavailable(error)).toBe(false)
  })
})
