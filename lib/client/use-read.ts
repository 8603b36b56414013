'use client'
import useSWR from 'swr'
import { type Endpoint, pathOf } from '@/lib/shared/endpoint'
import { request } from './api-client'

type Options<Answer> = { params?: Record<string, string>; first: Answer; everyMs: number }

/**
 * A read that ages: what the server drew at first, asked for again now and then, when the window comes to the front and
 * when the network is back. What an answer fails to bring, the last one keeps. For what events do not tell of; the visitor's
 * pages, whose first load is counted in kilobytes, ask by themselves.
 */
export function useRead<Answer>(endpoint: Endpoint, { params = {}, first, everyMs }: Options<Answer>): Answer {
  const { data } = useSWR<Answer>(pathOf(endpoint, params), () => request<Answer>(endpoint, { params }), {
    fallbackData: first,
    refreshInterval: everyMs,
    revalidateOnMount: false,
    shouldRetryOnError: false,
  })
  return data ?? first
}
