import type { Option } from '@/lib/features/journeys/options'

/** What is known of an open step: what Dawr knows, and what can be seen in the hall. */
export type Seen = Option & { inLine: number; growth: number }

/** Minutes from one clinic to another. */
export type Walk = (from: string, to: string) => number
