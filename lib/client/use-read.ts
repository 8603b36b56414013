'use client'
import useSWR from 'swr'
import { type Endpoint, pathOf } from '@/lib/shared/endpoint'
import { request } from './api-client'

type Options<Answer> = { params?: Record<string, string>; first: Answer; everyMs: number }

/**
 * A read that becomes stale: starts with the server-rendered data; requested again periodically, when the window gets
 * the focus and when the network is back. When a request fails, the last answer is kept. For data without events;
 * visitor pages, whose first load is counted in kilobytes, fetch by themselves.
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
