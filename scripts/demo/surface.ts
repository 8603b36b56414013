/** A change made by a command that a surface must show. Times in milliseconds. */
export type Expectation<View> = {
  /** The changed ticket. */
  subject: string
  what: string
  sentAt: number
  answeredAt: number
  isShown: (view: View) => boolean
}

/** The delay from the answer, and from the press of the button, until it was visible. */
export type Delay = { afterAnswer: number; afterPress: number }

/** Counters of the shown and missing updates of all surfaces of one kind. */
export type Showing = { delays: Delay[]; overdue: string[] }

const remembered = 60_000

/**
 * What one screen has shown, and how soon it showed expected changes. A screen may be faster than the answer to the
 * command; the delay after the answer is then 0.
 */
export class Surface<View> {
  private views: { at: number; view: View }[] = []
  private expected: Expectation<View>[] = []
  private waiters: { isTrue: (view: View) => boolean; tell: (view: View) => void }[] = []
  private isAway = false

  constructor(private readonly showing: Showing) {}

  /** The newest view. */
  get current(): View | undefined {
    return this.views.at(-1)?.view
  }

  /** The newest view of the last minute for which `isWanted` holds. */
  find(isWanted: (view: View) => boolean): View | undefined {
    return this.views.findLast(({ view }) => isWanted(view))?.view
  }

  show(view: View, at: number): void {
    this.views = [...this.views.filter((it) => at - it.at <= remembered), { at, view }]
    this.expected = this.expected.filter((it) => !this.settle(it, view, at))
    const told = this.waiters.filter((it) => it.isTrue(view))
    this.waiters = this.waiters.filter((it) => !told.includes(it))
    for (const it of told) it.tell(view)
  }

  /** The first view, starting with the current one, for which `isTrue` holds. */
  until(isTrue: (view: View) => boolean): Promise<View> {
    const { current } = this
    if (current !== undefined && isTrue(current)) return Promise.resolve(current)
    return new Promise((tell) => this.waiters.push({ isTrue, tell }))
  }

  /** Expects the screen to show the change, starting when its command was answered. */
  expect(it: Expectation<View>): void {
    const seen = this.views.find(({ at, view }) => at >= it.sentAt && it.isShown(view))
    if (seen) this.settle(it, seen.view, seen.at)
    else if (!this.isAway) this.expected.push(it)
  }

  /** A later change has superseded what this screen was still expected to show of a ticket. */
  supersede(subject: string): void {
    this.expected = this.expected.filter((it) => it.subject !== subject)
  }

  /** Counts the missing updates as overdue; not those of others, who may have changed their ticket meanwhile. */
  giveUp(isOthers: (subject: string) => boolean = () => false): void {
    this.showing.overdue.push(...this.expected.flatMap((it) => (isOthers(it.subject) ? [] : [it.what])))
    this.expected = []
  }

  /** The screen is closed: it need not show any further state. */
  putAway(): void {
    this.isAway = true
    this.expected = []
  }

  private settle(it: Expectation<View>, view: View, at: number): boolean {
    if (!it.isShown(view)) return false
    this.showing.delays.push({ afterAnswer: Math.max(0, at - it.answeredAt), afterPress: at - it.sentAt })
    return true
  }
}
