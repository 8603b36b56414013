export * from '@/lib/server/allowance'

/** Nobody is counted. */
export const countAddress = (): void => undefined
export const countRequest = (): Promise<void> => Promise.resolve()
