/** Types of server-process.mjs for tests written in TypeScript. */
export function throwAwayFolder(name: string): { path: string; remove: () => void }
