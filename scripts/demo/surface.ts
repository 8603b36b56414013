/** A change that a command has made and that a surface has to show. Times in milliseconds. */
export type Expectation<View> = {
  /** The ticket that was changed. */
  subject: string
  what: string
  sentAt: number
  answeredAt: number
  isShown: (view: View) => boolean
}

/** From the answer, and from the press of the button, until it was to be seen. */
export type Delay = { afterAnswer: number; afterPress: number }

/** Updates shown and still missing, of all surfaces of one kind. */
export type Showing = { delays: Delay[]; overdue: string[] }

const remembered = 60_000

/**
 * What one screen has shown, and how soon it showed what it had to. A screen may be faster than the answer to the
 * command itself; then the delay after the answer is 0.
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

  show(view: View, at: number): void {
    this.views = [...this.views.filter((it) => at - it.at <= remembered), { at, view }]
    this.expected = this.expected.filter((it) => !this.settle(it, view, at))
    const told = this.waiters.filter((it) => it.isTrue(view))
    this.waiters = this.waiters.filter((it) => !told.includes(it))
    for (const it of told) it.tell(view)
  }

  /** The first view, from the present one on, of which `isTrue` holds. */
  until(isTrue: (view: View) => boolean): Promise<View> {
    const { current } = this
    if (current !== undefined && isTrue(current)) return Promise.resolve(current)
    return new Promise((tell) => this.waiters.push({ isTrue, tell }))
  }

  /** Holds the screen to a change, from the moment that its command was answered. */
  expect(it: Expectation<View>): void {
    const seen = this.views.find(({ at, view }) => at >= it.sentAt && it.isShown(view))
    if (seen) this.settle(it, seen.view, seen.at)
    else if (!this.isAway) this.expected.push(it)
  }

  /** A later change has overtaken what this screen was still to show of a ticket. */
  supersede(subject: string): void {
    this.expected = this.expected.filter((it) => it.subject !== subject)
  }

  /** Counts the missing updates as overdue. */
  giveUp(): void {
    this.showing.overdue.push(...this.expected.map((it) => it.what))
    this.expected = []
  }

  /** The screen is put away: nothing more is expected of it. */
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
