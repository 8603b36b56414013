import { expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api-client'
import type { Body } from './changes'
import { sendNew } from './send-new'

/** A server where these names are taken, and what it stored. */
function serverWith(taken: string[]) {
  const stored: Body[] = []
  const send = (body: Body): Promise<void> => {
    if (taken.includes(String(body['slug']))) return Promise.reject(new ApiError('slug_taken', 409))
    stored.push(body)
    return Promise.resolve()
  }
  return { send, stored }
}

test('a new room whose name in addresses was taken meanwhile gets another', async () => {
  const { send, stored } = serverWith(['room-3'])
  await sendNew({ slug: 'room-3', kind: 'room' }, { send, nameAnew: () => Promise.resolve('room-3-2') })
  expect(stored).toEqual([{ slug: 'room-3-2', kind: 'room' }])
})

test('what is refused for another reason, or again and again, is refused', async () => {
  const nameAnew = (): Promise<string> => Promise.resolve('room-3')
  await expect(sendNew({ slug: 'room-3' }, { ...serverWith(['room-3']), nameAnew })).rejects.toThrow('slug_taken')
  const send = (): Promise<void> => Promise.reject(new ApiError('not_allowed', 403))
  await expect(sendNew({ slug: 'room-3' }, { send, nameAnew })).rejects.toThrow('not_allowed')
})
