/** Milliseconds between two polls of a phone. A hall has hundreds of them, so they poll less often than its screens. */
export const phonePollsEvery = 10_000
