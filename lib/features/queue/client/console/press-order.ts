/** A command as the clerk pressed it. */
export type Press<Result> = {
  name: string
  /** What the clerk saw when pressing. The same name with the same sight is a repeated press. */
  sight: string
  /** Executes it; if it had to wait, on what is shown then. */
  act(waited: boolean): Promise<Result>
  /** Called when it is not executed. */
  leftOut(why: LeftOut): void
}

/** Why a press is not executed: it repeats one that has no answer yet, or another one already waits. */
export type LeftOut = 'repeated' | 'one_waits'

type Pressed = Pick<Press<unknown>, 'name' | 'sight'>

const isSame = (one: Pressed, other: Pressed | undefined) => one.name === other?.name && one.sight === other.sight

/**
 * Executes presses one at a time. A press made before the answer to the previous one is shown waits for that answer; a
 * second waiting press is refused, because the clerk cannot know yet what it will act on.
 */
export function createPressOrder() {
  let current: Pressed | null = null
  let kept: { press: Pressed; go: (goes: boolean) => void } | null = null

  function dropKept(): boolean {
    const dropped = kept
    kept = null
    dropped?.go(false)
    return dropped !== null
  }

  /** Resolves to the result of `act`, or to null when the press is refused or dropped. */
  async function press<Result>(one: Press<Result>): Promise<Result | null> {
    const waits = current !== null
    if (current !== null) {
      const why = isSame(one, current) || isSame(one, kept?.press) ? 'repeated' : kept && 'one_waits'
      if (why) {
        one.leftOut(why)
        return null
      }
      const goes = await new Promise<boolean>((go) => {
        kept = { press: one, go }
      })
      if (!goes) return null
    }
    current = one
    try {
      return await one.act(waits)
    } finally {
      // The waiting press becomes the current one here, so that no other press gets ahead of it.
      const next = kept
      kept = null
      current = next?.press ?? null
      next?.go(true)
    }
  }

  return {
    press,
    /** Drops the waiting press. Returns whether there was one. */
    dropKept,
  }
}
