import type { Stop, Twist } from './plan'

/** Somebody with a ticket, as the clerk meets them. */
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

/** The building: who holds which ticket, and who stands at a door. What no screen carries. */
export class Hall {
  private readonly people = new Map<string, Deferred<Person>>()
  private readonly doors = new Map<string, Deferred<void>>()

  enter(ticketId: string, person: Person): void {
    entry(this.people, ticketId).resolve(person)
  }

  /** Who holds a ticket; never settles for people from outside the demonstration. */
  holderOf(ticketId: string): Promise<Person> {
    return entry(this.people, ticketId).promise
  }

  /** The holder reaches the door. */
  arrive(ticketId: string): void {
    entry(this.doors, ticketId).resolve()
  }

  /** Settles when the holder stands at the door. */
  atDoor(ticketId: string): Promise<void> {
    return entry(this.doors, ticketId).promise
  }

  /** The holder has gone away from the door again. */
  leaveDoor(ticketId: string): void {
    this.doors.delete(ticketId)
  }
}
