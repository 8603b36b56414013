export * from '@/lib/server/allowance'

/** Counts no requests. */
export const countAddress = (): void => undefined
export const countRequest = (): Promise<void> => Promise.resolve()
