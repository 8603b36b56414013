'use client'

import { useRef, useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { Endpoint } from '@/lib/shared/endpoint'
import { getSetUp } from '../../endpoints'
import type { SetUpDto } from '../../set-up-contract'
import { type Body, changesOf, clashesOf } from './changes'
import { type Problems, problemsOf } from './problems'
import { sendNew } from './send-new'

/** What is edited, as it was read. */
type Edited = {
  branch: string
  /** The version of the set-up that was read; null for something new. */
  version: number | null
  /** What would be sent of it unchanged; nothing for something new. */
  before: Body
  /** The same of a newer set-up; undefined when it is not there. */
  readNow: (setUp: SetUpDto) => Body | undefined
  endpoint: Endpoint
  params: Record<string, string>
  /** Fields of the request that are always sent. */
  always?: Body
}

/** The edited thing as it is not stored yet. */
export const isNew = { version: null, before: {}, readNow: () => undefined, params: {} } as const

export type Save = {
  pending: boolean
  problems: Problems
  /** Why the whole was refused. */
  refusal: ApiError['code'] | null
  /** The fields that somebody else changed as well; saving again keeps what was typed. */
  clashes: readonly string[]
  /** Shows what is wrong, without sending anything. */
  refuse: (problems: Problems) => void
  /**
   * Sends what was changed; resolves to whether it is stored, or that nothing was changed. `slugIn`: the name in addresses of
   * something new that was named here, in a newer set-up.
   */
  save: (body: Body, slugIn?: (now: SetUpDto) => string) => Promise<'saved' | 'unchanged' | 'refused'>
}

const mostTries = 4

class Clash extends Error {
  constructor(readonly fields: readonly string[]) {
    super('clash')
  }
}

/**
 * Saves changes to the set-up that was read. When somebody has changed other fields meanwhile, theirs are kept and these are
 * sent; when they changed the same, it asks.
 */
export function useSave({ branch, version, before, readNow, endpoint, params, always = {} }: Edited): Save {
  const [pending, setPending] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const [refusal, setRefusal] = useState<ApiError['code'] | null>(null)
  const [clashes, setClashes] = useState<readonly string[]>([])
  const stored = useRef({ before, seen: before, version })

  const readSetUp = (): Promise<SetUpDto> => request<SetUpDto>(getSetUp, { params: { branch } })

  async function store(changes: Body): Promise<void> {
    const { version: seen } = stored.current
    await request(endpoint, { params, body: { ...always, ...changes, ...(seen !== null && { version: seen }) } })
  }

  async function send(changes: Body): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await store(changes)
        return
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'stale_version' || tries === mostTries) throw error
        const found = await readAgain(changes)
        if (found === null) throw error
        if (found.length > 0) throw new Clash(found)
      }
    }
  }

  /** Reads what is stored now, and which of these changes clash with it; null when the thing is gone. */
  async function readAgain(changes: Body): Promise<string[] | null> {
    const now = await readSetUp()
    const seen = readNow(now)
    if (seen === undefined) return null
    const found = clashesOf(changes, stored.current.seen, seen)
    stored.current = { ...stored.current, seen, version: now.version }
    return found
  }

  function show(it: { problems?: Problems; refusal?: ApiError['code']; clashes?: readonly string[] } = {}): void {
    setProblems(it.problems ?? {})
    setRefusal(it.refusal ?? null)
    setClashes(it.clashes ?? [])
  }

  return {
    ...{ pending, problems, refusal, clashes },
    refuse: (found) => show({ problems: found, refusal: 'invalid_input' }),
    save: async (body, slugIn) => {
      const changes = changesOf(stored.current.before, body)
      if (Object.keys(changes).length === 0) return 'unchanged'
      setPending(true)
      show()
      try {
        if (slugIn) await sendNew(changes, { send: store, nameAnew: async () => slugIn(await readSetUp()) })
        else await send(changes)
        // A change raises the version by one, and was refused if it was another.
        stored.current = { before: body, seen: body, version: (stored.current.version ?? 0) + 1 }
        return 'saved'
      } catch (error) {
        if (error instanceof Clash) show({ clashes: error.fields })
        else if (error instanceof ApiError) show({ problems: problemsOf(error), refusal: error.code })
        else throw error
        return 'refused'
      } finally {
        setPending(false)
      }
    },
  }
}
