'use client'
import useSWR from 'swr'
import { type Endpoint, pathOf } from '@/lib/shared/endpoint'
import { ApiError, request } from './api-client'

type Options = {
  params?: Record<string, string>
  query?: Record<string, string>
}

export type Load<Answer> = {
  /** Undefined until the first answer. When a later request fails, the last answer is kept. */
  data: Answer | undefined
  /** Why the latest request failed. */
  problem: ApiError | null
  /** A request is pending. */
  loading: boolean
  /** Requests again; or, given an answer, shows that one. */
  reload: (answer?: Answer) => void
}

/** A read for staff pages: requested when the page is shown, when the window gets the focus, and on demand. */
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
