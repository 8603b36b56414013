'use client'
import useSWR from 'swr'
import { type Endpoint, pathOf } from '@/lib/shared/endpoint'
import { ApiError, request } from './api-client'

type Options = {
  params?: Record<string, string>
  query?: Record<string, string>
}

export type Load<Answer> = {
  /** Undefined until the first answer. What a later one fails to bring, the last one keeps. */
  data: Answer | undefined
  /** Why the newest try failed. */
  problem: ApiError | null
  /** A try is on its way. */
  loading: boolean
  /** Asks again; or, with an answer at hand, shows that one. */
  reload: (answer?: Answer) => void
}

/** A read for the staff's pages: asked when the page shows, again when the window comes to the front, and on demand. */
export function useLoad<Answer>(endpoint: Endpoint, { params = {}, query = {} }: Options = {}): Load<Answer> {
  const search = new URLSearchParams(query).toString()
  const { data, error, isValidating, mutate } = useSWR<Answer, unknown>(
    `${pathOf(endpoint, params)}?${search}`,
    () => request<Answer>(endpoint, { params, query }),
    { shouldRetryOnError: false, keepPreviousData: true },
  )
  return {
    data,
    problem: error instanceof ApiError ? error : null,
    loading: isValidating,
    reload: (answer) => void (answer === undefined ? mutate() : mutate(answer, { revalidate: false })),
  }
}
