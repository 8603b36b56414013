/** Types of process-tree.mjs for tests written in TypeScript. */
export function childrenOf(pid: number): number[]
export function killAll(pid: number): void
