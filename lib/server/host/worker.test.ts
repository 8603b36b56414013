import { Server } from 'node:net'
import { expect, test, vi } from 'vitest'
import type { JobRunner } from '../jobs/job-runner'
import type { Served } from './http-server'
import { startWorker } from './worker'

test('a process whose jobs cannot start, as for want of a database, has accepted no connection', async () => {
  const listen = vi.spyOn(Server.prototype, 'listen')
  const served = {
    router: {},
    files: {},
    pages: { onChange: () => undefined },
    pageAt: () => null,
  } as unknown as Served
  const jobs = { start: () => Promise.reject(new Error('the database is away')) } as unknown as JobRunner
  await expect(startWorker(served, jobs, () => Promise.resolve())).rejects.toThrow('the database is away')
  expect(listen).not.toHaveBeenCalled()
})
