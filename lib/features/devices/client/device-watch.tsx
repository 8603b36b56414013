'use client'

import { useEffect } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { OwnDeviceDto } from '../contract'
import { getOwnDevice } from '../endpoints'

const askEvery = 4_000

/** Whether this browser is still the device that the page was made for. Without a network nobody knows: then it is. */
async function isStill(id: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await request<OwnDeviceDto>(getOwnDevice, { as: 'visitor', signal })).id === id
  } catch (error) {
    return !(error instanceof ApiError) || error.code !== 'not_signed_in'
  }
}

/** Loads the page anew when this device was sent away or paired with another place: the server then shows what is right. */
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
