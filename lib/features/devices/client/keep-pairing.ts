import { ApiError, request } from '@/lib/client/api-client'
import type { PairingDto, PairingStateDto } from '../contract'
import { getPairing, openPairing } from '../endpoints'
import type { DeviceKind } from '../rules'

/** State of a screen waiting to be paired: its code, if any, and whether the server is reachable. */
export type PairingView = { code: string | null; state: 'waiting' | 'paired' | 'offline' }

const askEvery = 2_000
const tryAgainAfter = 5_000

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Requests a pairing code until one is issued; null when cancelled. */
async function open(kind: DeviceKind, signal: AbortSignal, failed: () => void): Promise<PairingDto | null> {
  while (!signal.aborted) {
    try {
      return await request<PairingDto>(openPairing, { body: { kind }, as: 'visitor', signal })
    } catch {
      if (signal.aborted) break
      failed()
      await pause(tryAgainAfter, signal)
    }
  }
  return null
}

async function stateOf({ id, secret }: PairingDto, signal: AbortSignal): Promise<PairingStateDto['state'] | 'unknown'> {
  try {
    const options = { params: { id }, pairingSecret: secret, as: 'visitor', signal } as const
    return (await request<PairingStateDto>(getPairing, options)).state
  } catch (error) {
    // The server has deleted a pairing that expired long ago.
    return error instanceof ApiError && error.code === 'pairing_not_found' ? 'expired' : 'unknown'
  }
}

/**
 * Keeps a valid pairing code, renewing it when it expires, until the device is paired and has its cookie. Retries on
 * every network failure.
 */
export async function keepPairing(
  kind: DeviceKind,
  signal: AbortSignal,
  show: (view: PairingView) => void,
): Promise<void> {
  while (!signal.aborted) {
    const pairing = await open(kind, signal, () => show({ code: null, state: 'offline' }))
    if (!pairing) return
    const { code } = pairing
    show({ code, state: 'waiting' })
    for (let expired = false; !expired && !signal.aborted; ) {
      await pause(askEvery, signal)
      const state = signal.aborted ? 'unknown' : await stateOf(pairing, signal)
      if (signal.aborted) return
      if (state === 'paired') return show({ code, state })
      if (state === 'expired') expired = true
      else show({ code, state: state === 'unknown' ? 'offline' : state })
    }
  }
}
