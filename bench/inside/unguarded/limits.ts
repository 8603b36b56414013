/** Nothing is counted. */
export const consume = (): Promise<void> => Promise.resolve()
export const consumeOf = (): Promise<void> => Promise.resolve()
