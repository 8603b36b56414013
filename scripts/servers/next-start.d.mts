/** Types of next-start.mjs for tests written in TypeScript. */
import type { Host } from './dawr.mjs'

export function startNext(options: { env: Record<string, string>; port?: number }): Promise<Host>
