import 'server-only'
import { AppError } from '@/lib/shared/errors'
import { config } from '../config/config'
import { hub } from '../events/hub'
import type { BeginStream } from '../events/open-stream'
import type { Sink } from '../events/reader'
import { type Actor, idOf } from '../identity/actor'
import { singleton } from '../singleton'
import { streamShares } from './stream-shares'

/**
 * Streams per owner. A browser shares one among its pages; more come from pages that cannot share and from dropped
 * networks.
 */
const mostOfOne = 12

/** The owner of a stream; null when only the address is known. */
function ownerOf(actor: Actor): string | null {
  // An account may be shared by a whole reception; a session belongs to one browser.
  if (actor.kind === 'staff') return `session:${actor.sessionId}`
  return actor.kind === 'visitor' && actor.firstContact ? null : `${actor.kind}:${idOf(actor)}`
}

/** The open streams of this process, by owner and by address. */
class StreamPlaces {
  private readonly byOwner = new Map<string, Set<() => void>>()
  private readonly byAddress = new Map<string, number>()

  countAt(address: string): number {
    return this.byAddress.get(address) ?? 0
  }

  /** Takes a place, ending the owner's oldest stream when there are too many. Returns a function that frees it. */
  take(owner: string | null, address: string, end: () => void): () => void {
    this.byAddress.set(address, this.countAt(address) + 1)
    if (owner !== null) this.addTo(owner, end)
    let given = false
    return () => {
      if (given) return
      given = true
      if (owner !== null) this.removeFrom(owner, end)
      const left = this.countAt(address) - 1
      if (left > 0) this.byAddress.set(address, left)
      else this.byAddress.delete(address)
    }
  }

  private addTo(owner: string, end: () => void): void {
    const own = this.byOwner.get(owner) ?? new Set()
    this.byOwner.set(owner, own.add(end))
    if (own.size > mostOfOne) for (const oldest of [...own].slice(0, own.size - mostOfOne)) oldest()
  }

  private removeFrom(owner: string, end: () => void): void {
    const own = this.byOwner.get(owner)
    own?.delete(end)
    if (own?.size === 0) this.byOwner.delete(owner)
  }
}

const places = (): StreamPlaces => singleton('stream-places', () => new StreamPlaces())

/** Throws `too_many_requests` when an address has reached its limit of open streams. */
export function assertPlaceFor(address: string): void {
  if (places().countAt(address) >= config().limits.streamsPerAddress)
    throw new AppError('too_many_requests', { retryAfterSeconds: 10 })
}

/** Whether a stream goes before those of visitors. */
const isPreferred = ({ kind }: Actor): boolean => kind === 'staff' || kind === 'device'

/** Throws `unavailable` when the places of the process run out and this network has its share; see `StreamShares`. */
export function assertShareFor(actor: Actor, network: string): void {
  streamShares().admit({ network, isPreferred: isPreferred(actor) }, hub().size, config().limits.streams)
}

type Taker = { actor: Actor; address: string; network: string }

/** Takes a place for a started stream; returns a function to call when the client has disconnected. */
function occupy(gone: () => void, sink: Sink, { actor, address, network }: Taker): () => void {
  const leave = (): void => {
    giveBack()
    giveShareBack?.()
    gone()
  }
  const end = (): void => {
    leave()
    sink.end()
  }
  const giveBack = places().take(ownerOf(actor), address, end)
  const giveShareBack = isPreferred(actor) ? null : streamShares().take(network, end)
  return leave
}

/**
 * Wraps a stream so that it is counted while open. When an owner has too many, the oldest ends, which most likely lost
 * its network. An open stream keeps nothing of its request in memory.
 */
export function inPlace(begin: BeginStream, taker: Taker): BeginStream {
  return (sink) => occupy(begin(sink), sink, taker)
}
