/** Types of unhurried.mjs for tests written in TypeScript. */
export const unhurried: Readonly<Record<string, string>>
