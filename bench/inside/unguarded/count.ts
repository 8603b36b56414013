export * from '@/lib/server/http/count'

/** Counts no requests. */
export const countAddress = (): void => undefined
export const countRequest = (): Promise<void> => Promise.resolve()
