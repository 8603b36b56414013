/** Types of redis.mjs for tests written in TypeScript. */
export type RedisServer = { url: string; pid: number; port: number; stop: () => Promise<void> }
export function startRedis(options?: { port?: number }): Promise<RedisServer>
