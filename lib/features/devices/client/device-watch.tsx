'use client'

import { useEffect } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { OwnDeviceDto } from '../contract'
import { getOwnDevice } from '../endpoints'

const askEvery = 4_000

/** Whether this browser is still the device the page was rendered for. Assumed so while offline. */
async function isStill(id: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await request<OwnDeviceDto>(getOwnDevice, { as: 'visitor', signal })).id === id
  } catch (error) {
    return !(error instanceof ApiError) || error.code !== 'not_signed_in'
  }
}

/** Reloads the page after this device was revoked or paired again, so that the server renders the right one. */
export function DeviceWatch({ id }: { id: string }) {
  useEffect(() => {
    const ended = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      const still = await isStill(id, ended.signal)
      if (ended.signal.aborted) return
      if (still) timer = setTimeout(() => void look(), askEvery)
      else window.location.reload()
    }
    timer = setTimeout(() => void look(), askEvery)
    return () => {
      ended.abort()
      clearTimeout(timer)
    }
  }, [id])
  return null
}
