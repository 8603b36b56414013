import { afterClosing, mayChange, reconsider } from '@/lib/features/journeys/binding'
import { complete, skip } from '@/lib/features/journeys/changes'
import { type ClinicNow, optionsOf } from '@/lib/features/journeys/options'
import { nextReadyAt, progressOf, readySteps } from '@/lib/features/journeys/plan'
import { Agenda } from './agenda'
import { walkSeconds } from './centre'
import { ClinicState, isWorking, type RoomState } from './clinic-state'
import type { Day } from './days'
import { Guest } from './guest'
import type { Policy } from './policies'
import type { Seen } from './seen'

/** Who is called first in a line: who came first to the centre, as in Dawr, or to this line, as where lines are on their own. */
export type OrderOfCall = 'centre' | 'line'

const lookAgainSeconds = 120
const atMinute = (minute: number): Date => new Date(minute * 60_000)
const dateAt = (second: number): Date => new Date(second * 1_000)
const closedByStaff = { by: 'staff', reason: 'closed' } as const

/** Plays a day under one rule until the last visitor has left. */
export class DayRun {
  readonly guests: readonly Guest[]
  readonly clinics: ReadonlyMap<string, ClinicState>
  readonly #agenda = new Agenda<() => void>()
  readonly #inLineSince = new Map<Guest, number>()
  #now = 0

  constructor(
    readonly day: Day,
    readonly policy: Policy,
    readonly order: OrderOfCall,
  ) {
    this.guests = day.visitors.map((visitor) => new Guest(visitor))
    const since = (guest: Guest): number =>
      order === 'centre' ? guest.visitor.arrivesAt : (this.#inLineSince.get(guest) ?? this.#now)
    const isBefore = (one: Guest, other: Guest): boolean =>
      since(one) < since(other) || (since(one) === since(other) && one.visitor.id < other.visitor.id)
    const roomsOf = (service: string) => day.rooms.filter((room) => room.service === service)
    const states = day.clinics.map((clinic) => new ClinicState(clinic, roomsOf(clinic.service), isBefore))
    this.clinics = new Map(states.map((state) => [state.clinic.service, state]))
  }

  /** Plays it to the end; `watch` sees the centre after each event. */
  run(watch: () => void = () => undefined): readonly Guest[] {
    for (const guest of this.guests) this.#agenda.add(guest.visitor.arrivesAt, () => this.#arrive(guest))
    for (const clinic of this.clinics.values())
      for (const { from, to } of clinic.rooms.flatMap(({ shifts }) => shifts)) {
        this.#agenda.add(from, () => this.#call(clinic))
        this.#agenda.add(to, () => [...clinic.line].forEach((guest) => this.#sendAway(clinic, guest)))
      }
    if (this.policy.changes) this.#lookAgain(Math.min(...this.day.visitors.map(({ arrivesAt }) => arrivesAt)))
    for (let next = this.#agenda.take(); next; next = this.#agenda.take()) {
      this.#now = next.at
      next.event()
      watch()
    }
    return this.guests
  }

  #clinic(service: string): ClinicState {
    const clinic = this.clinics.get(service)
    if (!clinic) throw new Error(`no clinic ${service}`)
    return clinic
  }

  #arrive(guest: Guest): void {
    for (const { service } of guest.plan) this.#clinic(service).open++
    this.#send(guest)
  }

  #isClosed(service: string): boolean {
    return this.#now >= (this.day.closes.get(service) ?? Number.POSITIVE_INFINITY)
  }

  #clinicNow(guest: Guest, service: string): ClinicNow {
    const state = this.#clinic(service)
    const walk = guest.at === service ? 0 : walkSeconds(guest.floor, state.clinic.floor)
    const start = state.startOf(guest, this.#now)
    const closes = this.day.closes.get(service)
    return {
      service,
      isOpen: !this.#isClosed(service) || guest.at === service,
      serves: !this.#isClosed(service) || guest.at === service,
      walkMinutes: walk / 60,
      lineMinutes: Number.isFinite(start) ? Math.max(0, start - this.#now - walk) / 60 : null,
      serviceMinutes: state.meanSeconds / 60,
      backlogMinutes: (state.open * state.meanSeconds) / 60 / state.rooms.length,
      closesAt: closes === undefined ? null : dateAt(closes),
    }
  }

  /** What is known of the clinics of a visitor's ready steps. */
  see(guest: Guest): Seen[] {
    const now = dateAt(this.#now)
    const clinics = readySteps(guest.plan, now).map(({ service }) => this.#clinicNow(guest, service))
    return optionsOf(guest.plan, clinics, now, atMinute).map((option) => {
      const state = this.#clinic(option.service)
      return { ...option, inLine: state.line.length, growth: state.growth(this.#now) }
    })
  }

  /** Sends somebody who stands in no line to the next clinic, lets them wait for a result, or home. */
  #send(guest: Guest): void {
    this.#giveUpClosed(guest)
    if (progressOf(guest.plan).isOver) return guest.enter('gone', this.#now)
    const seen = this.see(guest)
    if (seen.length === 0) return this.#idle(guest)
    const floorOf = (service: string): number => this.#clinic(service).clinic.floor
    const walk = (from: string, to: string): number => walkSeconds(floorOf(from), floorOf(to)) / 60
    guest.changes = 0
    this.#join(guest, this.policy.choose(seen, dateAt(this.#now), walk))
  }

  #idle(guest: Guest): void {
    guest.enter('idle', this.#now)
    const readyAt = nextReadyAt(guest.plan, dateAt(this.#now))
    if (!readyAt) throw new Error('nothing will ever be ready')
    this.#agenda.add(readyAt.getTime() / 1_000, () => this.#send(guest))
  }

  /** The staff give up the steps that can no longer be done. */
  #giveUpClosed(guest: Guest): void {
    for (const { service, status } of guest.plan) {
      if (status !== 'open' || !this.#isClosed(service)) continue
      guest.plan = skip(guest.plan, { service, state: 'on_hold' }, service, closedByStaff)
      guest.missed++
      this.#clinic(service).open--
    }
  }

  #join(guest: Guest, service: string): void {
    const clinic = this.#clinic(service)
    const walk = walkSeconds(guest.floor, clinic.clinic.floor)
    guest.enter('walking', this.#now)
    guest.at = service
    guest.floor = clinic.clinic.floor
    this.#inLineSince.set(guest, this.#now)
    clinic.join(guest, this.#now)
    this.#agenda.add(this.#now + walk, () => {
      guest.enter('waiting', this.#now)
      this.#sendAway(clinic, guest)
      this.#call(clinic)
    })
  }

  #call(clinic: ClinicState): void {
    for (const room of clinic.rooms) {
      if (room.guest || !isWorking(room, this.#now)) continue
      const guest = clinic.line.find(({ phase }) => phase === 'waiting')
      if (!guest) return
      clinic.leave(guest)
      clinic.begin(room, guest, this.#now)
      guest.enter('served', this.#now)
      const seconds = guest.visitor.seconds.get(clinic.clinic.service) ?? 0
      this.#agenda.add(this.#now + seconds, () => this.#finish(clinic, room, guest))
    }
  }

  #finish(clinic: ClinicState, room: RoomState, guest: Guest): void {
    clinic.end(room, this.#now)
    clinic.open--
    guest.plan = complete(guest.plan, clinic.clinic.service, dateAt(this.#now))
    guest.at = null
    this.#send(guest)
    this.#call(clinic)
  }

  /** Every two minutes, people who wait are sent elsewhere where that is clearly better. */
  #lookAgain(at: number): void {
    this.#agenda.add(at, () => {
      for (const guest of this.guests) if (guest.phase === 'waiting') this.#reconsider(guest)
      if (this.guests.some(({ phase }) => phase !== 'gone')) this.#lookAgain(this.#now + lookAgainSeconds)
    })
  }

  #reconsider(guest: Guest): void {
    const clinic = this.#clinic(guest.at ?? '')
    const binding = { service: clinic.clinic.service, by: 'router', changes: guest.changes } as const
    const place = clinic.line.indexOf(guest) + 1
    if (!mayChange(binding, place)) return
    const better = reconsider(binding, place, this.see(guest), dateAt(this.#now))
    if (!better) return
    guest.changes++
    this.#move(guest, clinic, better.service)
  }

  /** Sends somebody who waits at a clinic that has stopped to another one. */
  #sendAway(clinic: ClinicState, guest: Guest): void {
    if (!this.policy.changes || guest.phase !== 'waiting' || !clinic.isStopped(this.#now)) return
    const next = afterClosing(clinic.clinic.service, this.see(guest), dateAt(this.#now))
    if (next) this.#move(guest, clinic, next.service)
  }

  #move(guest: Guest, from: ClinicState, to: string): void {
    from.leave(guest)
    guest.moves++
    this.#join(guest, to)
  }
}
