/** A command as the clerk pressed it. */
export type Press<Result> = {
  name: string
  /** What the clerk saw when pressing: the same name at the same sight is the same press again. */
  sight: string
  /** Carries it out when its turn has come: on what is shown then, if it had to wait. */
  act(waited: boolean): Promise<Result>
  /** Told when it is not carried out. */
  leftOut(why: LeftOut): void
}

/** Why a press was not carried out: it repeats one that is not answered yet, or another one waits already. */
export type LeftOut = 'repeated' | 'one_waits'

type Pressed = Pick<Press<unknown>, 'name' | 'sight'>

const isSame = (one: Pressed, other: Pressed | undefined) => one.name === other?.name && one.sight === other.sight

/**
 * Carries out presses one at a time. A press that comes before the one ahead of it is answered and shown waits for
 * that; a second one is left out, because nobody foresees two answers.
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

  /** Resolves to the result of `act`; to null when the press is left out or dropped. */
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
      // Taken over here, so that no other press comes between.
      const next = kept
      kept = null
      current = next?.press ?? null
      next?.go(true)
    }
  }

  return {
    press,
    /** Gives up the press that waits; says whether there was one. */
    dropKept,
  }
}
