/** Types of free-port.mjs for tests written in TypeScript. */
export function freePort(): Promise<number>
