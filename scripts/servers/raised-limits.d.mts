/** Types of raised-limits.mjs for tests written in TypeScript. */
export declare const raisedLimits: Readonly<Record<string, string>>
