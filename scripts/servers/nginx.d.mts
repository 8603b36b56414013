/** Types of nginx.mjs for tests written in TypeScript. */
export function startNginx(options: { upstream: string; workers?: number }): Promise<{
  url: string
  port: number
  /** What the reference site has logged. */
  log: () => string
  pid: number
  stop: () => Promise<void>
}>
