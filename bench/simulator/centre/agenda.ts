/** What happens when: a binary heap, with events of one second in the order in which they were added. */
export class Agenda<Event> {
  readonly #heap: { at: number; turn: number; event: Event }[] = []
  #turn = 0

  add(at: number, event: Event): void {
    const heap = this.#heap
    heap.push({ at, turn: this.#turn++, event })
    let child = heap.length - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#isBefore(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  take(): { at: number; event: Event } | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    heap[0] = last
    let parent = 0
    for (;;) {
      let child = 2 * parent + 1
      if (child >= heap.length) return first
      if (child + 1 < heap.length && this.#isBefore(child + 1, child)) child++
      if (!this.#isBefore(child, parent)) return first
      this.#swap(child, parent)
      parent = child
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (!a || !b) throw new Error('outside the heap')
    return a.at < b.at || (a.at === b.at && a.turn < b.turn)
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (!a || !b) throw new Error('outside the heap')
    this.#heap[one] = b
    this.#heap[other] = a
  }
}
