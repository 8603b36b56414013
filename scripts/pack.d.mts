/** Types of pack.mjs for tests written in TypeScript. */
export function pack(to: string): Promise<void>
export function sizeOf(folder: string): number
