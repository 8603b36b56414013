/** Types of dawr.mjs for tests written in TypeScript. */
export type HostOptions = {
  env?: Record<string, string>
  port?: number
  dataDir?: string
  keptCharacters?: number
  /** What to wait for; readiness by default. */
  isReady?: () => Promise<boolean>
  /** The folder of the project; this one by default. */
  root?: string
}
export type Host = {
  url: string
  port: number
  pid: number
  dataDir: string
  accountsFile: string
  accounts: { username: string; password: string; role: string }[]
  said: () => string
  stopReading: () => void
  ended: Promise<{ code: number | null; signal: string | null }>
  stop: () => Promise<void>
}
export function startDawr(options?: HostOptions): Promise<Host>
