'use client'
import { useState } from 'react'
import { ApiError } from './api-client'

export type Sending = {
  pending: boolean
  /** Why it was refused. */
  problem: ApiError | null
  /** Runs the work; resolves to whether it succeeded. */
  run: (work: () => Promise<void>) => Promise<boolean>
  forget: () => void
}

/** A command given by a person: pending, done, or refused with the reason. */
export function useCommand(): Sending {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  return {
    pending,
    problem,
    run: async (work) => {
      setPending(true)
      setProblem(null)
      try {
        await work()
        return true
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        setProblem(error)
        return false
      } finally {
        setPending(false)
      }
    },
    forget: () => setProblem(null),
  }
}
