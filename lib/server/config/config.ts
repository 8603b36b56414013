import 'server-only'
import { resolve } from 'node:path'
import { dropSingleton, singleton } from '../singleton'
import { ConfigError } from './config-error'
import { developmentSecret } from './secret'
import { variables } from './variables'
import { isWeakSecret } from './weak-secret'

type Environment = 'development' | 'staging' | 'production'

function environmentOf(input: { DAWR_ENV?: Environment | undefined; NODE_ENV?: string | undefined }): Environment {
  return input.DAWR_ENV ?? (input.NODE_ENV === 'production' ? 'production' : 'development')
}

type ProductionInput = {
  PUBLIC_URL?: string | undefined
  MESSAGE_GATEWAY_URL?: string | undefined
  SECRET_KEY?: string | undefined
  DATA_KEYS: readonly { secret: string }[]
}

/** Whether traffic to this address cannot be read on the network: https, or this machine. */
function isPrivateWay(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

function productionProblems(config: ProductionInput): string[] {
  const problems: string[] = []
  if (!config.SECRET_KEY) problems.push('SECRET_KEY is required in production')
  else if (isWeakSecret(config.SECRET_KEY)) problems.push('SECRET_KEY is too weak')
  if (config.DATA_KEYS.length === 0) problems.push('DATA_KEYS is required in production')
  else if (config.DATA_KEYS.some(({ secret }) => isWeakSecret(secret))) problems.push('DATA_KEYS is too weak')
  else if (config.DATA_KEYS.some(({ secret }) => secret === config.SECRET_KEY))
    problems.push('DATA_KEYS must not repeat SECRET_KEY')
  if (!config.PUBLIC_URL) problems.push('PUBLIC_URL is required in production')
  else if (!config.PUBLIC_URL.startsWith('https://')) problems.push('PUBLIC_URL must be https in production')
  if (config.MESSAGE_GATEWAY_URL && !isPrivateWay(config.MESSAGE_GATEWAY_URL))
    problems.push('MESSAGE_GATEWAY_URL must be https in production')
  return problems
}

/**
 * Parses and checks a set of variables. Blank values count as missing. Throws ConfigError, which names every invalid
 * variable.
 */
export function parseConfig(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    const codes = new Map(parsed.error.issues.toReversed().map(({ path, code }) => [String(path[0]), code]))
    throw new ConfigError([...codes].toReversed().map(([name, code]) => `${name} is not valid (${code})`))
  }
  const it = parsed.data
  const environment = environmentOf(it)
  const problems = environment === 'production' ? productionProblems(it) : []
  if ((it.WORKERS ?? 1) > 1 && !it.REDIS_URL) problems.push('WORKERS above 1 needs REDIS_URL')
  if (environment === 'production' && it.DEMONSTRATION === 'on') problems.push('DEMONSTRATION is refused in production')
  if (problems.length > 0) throw new ConfigError(problems)
  const dataDir = resolve(it.DATA_DIR)
  return {
    environment,
    port: it.PORT,
    host: it.HOST,
    dataDir,
    publicUrl: it.PUBLIC_URL && new URL(it.PUBLIC_URL).origin,
    allowedHosts: it.ALLOWED_HOSTS,
    trustedProxies: it.TRUSTED_PROXIES,
    databaseUrl: it.DATABASE_URL,
    databaseOwnerUrl: it.DATABASE_OWNER_URL,
    databasePool: it.DATABASE_POOL ?? 10,
    redisUrl: it.REDIS_URL,
    workers: it.WORKERS,
    secretKey: it.SECRET_KEY ?? developmentSecret(dataDir),
    dataKeys: it.DATA_KEYS,
    lostDataKeys: it.LOST_DATA_KEYS,
    sessions: { idleMinutes: it.SESSION_IDLE_MINUTES, hours: it.SESSION_HOURS },
    metricsToken: it.METRICS_TOKEN,
    logLevel: it.LOG_LEVEL,
    demonstration: it.DEMONSTRATION ? it.DEMONSTRATION === 'on' : environment === 'development',
    limits: {
      joinPerMinute: it.JOIN_LIMIT_PER_MINUTE,
      joinPerAddressPerMinute: it.JOIN_LIMIT_PER_ADDRESS_PER_MINUTE,
      signInPerMinute: it.SIGN_IN_LIMIT_PER_MINUTE,
      signInPerAddressPerMinute: it.SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE,
      signInPerAccountPerHour: it.SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR,
      apiPerHour: it.API_LIMIT_PER_HOUR,
      apiPerTokenPerHour: it.API_LIMIT_PER_TOKEN_PER_HOUR,
      pagePerSecond: it.PAGE_LIMIT_PER_SECOND,
      addressPerSecond: it.ADDRESS_LIMIT_PER_SECOND,
      streams: it.MAX_STREAMS,
      streamsPerAddress: it.MAX_STREAMS_PER_ADDRESS,
    },
    securityContact: it.SECURITY_CONTACT,
    messageGateway: it.MESSAGE_GATEWAY_URL ? { url: it.MESSAGE_GATEWAY_URL, token: it.MESSAGE_GATEWAY_TOKEN } : null,
    retentionDays: {
      holderName: it.RETENTION_HOLDER_NAME_DAYS,
      person: it.RETENTION_PERSON_DAYS,
      confirmation: it.RETENTION_CONFIRMATION_DAYS,
      session: it.RETENTION_SESSION_DAYS,
    },
    heartbeatSeconds: it.STREAM_HEARTBEAT_SECONDS,
    secureCookies: it.PUBLIC_URL?.startsWith('https://') ?? false,
  }
}

export type Config = ReturnType<typeof parseConfig>

/** The configuration of this process, read once. Throws ConfigError. */
export function config(): Config {
  return singleton('config', () => parseConfig(process.env))
}

/** Stores in the environment, for this process and its children, which database was started for them. */
export function setDatabaseUrl(url: string): void {
  process.env['DATABASE_URL'] = url
  dropSingleton('config')
}

/**
 * Makes Next serve its production build, whatever DAWR_ENV is, with the settings stored by the build
 * (`required-server-files.json`): loading next.config.mjs again would load the build tools, 100 MB.
 */
export function setNextProduction(requiredServerFiles: string): void {
  process.env['DAWR_ENV'] = config().environment
  const { config: settings } = JSON.parse(requiredServerFiles) as { config: object }
  process.env['__NEXT_PRIVATE_STANDALONE_CONFIG'] = JSON.stringify(settings)
  Object.assign(process.env, { NODE_ENV: 'production' })
}

/** The environment of the worker with this number. */
export const workerEnvironment = (worker: number): Record<string, string> => ({ DAWR_WORKER: String(worker) })

/** The number of this process among the workers of its server, from 1. A worker that replaces a dead one has the same number. */
export function workerNumber(): number {
  return Number(process.env['DAWR_WORKER'] ?? 1)
}

/** The environment of a third-party program: what the system needs, and none of our secrets. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'TMPDIR', 'SystemRoot']
  const known = names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  return Object.fromEntries([...known, ['LC_ALL', 'C']]) as NodeJS.ProcessEnv
}

/** The environment of a child process that runs our own program. */
export function childEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra }
}
