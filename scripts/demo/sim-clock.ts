/** The demonstration's clock: minutes since opening, `speed` times as fast as real time. */
export class SimClock {
  private startedAt = performance.now()

  constructor(readonly speed: number) {}

  /** Starts the clock at opening time. */
  start(): void {
    this.startedAt = performance.now()
  }

  /** Minutes since opening. */
  get now(): number {
    return this.minutes(performance.now() - this.startedAt)
  }

  /** Converts real milliseconds to simulated minutes. */
  minutes(realMs: number): number {
    return (realMs * this.speed) / 60_000
  }

  wait(minutes: number): Promise<void> {
    return new Promise((done) => setTimeout(done, Math.max(0, (minutes * 60_000) / this.speed)))
  }

  until(minute: number): Promise<void> {
    return this.wait(minute - this.now)
  }

  /** Whether `event` happened within this many minutes. */
  within(minutes: number, event: Promise<unknown>): Promise<boolean> {
    return new Promise((answer, failed) => {
      const timer = setTimeout(() => answer(false), (minutes * 60_000) / this.speed)
      event.then(() => {
        clearTimeout(timer)
        answer(true)
      }, failed)
    })
  }

  /** The simulated time of day; opening is at 08:00. */
  timeOfDay(): string {
    const minute = 8 * 60 + Math.floor(this.now)
    return `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  }
}
