import type { Stop, Twist } from './plan'

/** A simulated visitor with a ticket, as the clerk meets them. */
export type Person = { stop: Stop; twist: Twist | null }

type Deferred<T> = { promise: Promise<T>; resolve: (value: T) => void }

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

function entry<T>(map: Map<string, Deferred<T>>, key: string): Deferred<T> {
  const known = map.get(key) ?? deferred<T>()
  map.set(key, known)
  return known
}

/** The simulated building: who holds which ticket, and who is at which room. Not part of any screen. */
export class Hall {
  private readonly people = new Map<string, Deferred<Person>>()
  private readonly doors = new Map<string, Deferred<void>>()

  enter(ticketId: string, person: Person): void {
    entry(this.people, ticketId).resolve(person)
  }

  /** The holder of a ticket; never resolves for visitors from outside the demonstration. */
  holderOf(ticketId: string): Promise<Person> {
    return entry(this.people, ticketId).promise
  }

  /** The visitor arrives at the room. */
  arrive(ticketId: string): void {
    entry(this.doors, ticketId).resolve()
  }

  /** Resolves when the visitor is at the room. */
  atDoor(ticketId: string): Promise<void> {
    return entry(this.doors, ticketId).promise
  }

  /** The visitor leaves the room. */
  leaveDoor(ticketId: string): void {
    this.doors.delete(ticketId)
  }
}
