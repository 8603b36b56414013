/** Types of unhurried.mjs for tests written in TypeScript. */
export declare const unhurried: Readonly<Record<string, string>>
