import { isIPv4, isIPv6 } from 'node:net'
import { z } from 'zod'

const flag = z.enum(['on', 'off'])
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/** An address, or a network in CIDR notation. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1
  return more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

/** Whether an address names a host alone. Browsers send no more in `Origin`, so a path would never match. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return true
  const { pathname, search, hash, username, password } = new URL(text)
  return `${search}${hash}${username}${password}` === '' && pathname === '/'
}

/** The name of a host as `Host` has it, without scheme, port and brackets. */
function isHostName(text: string): boolean {
  return /^[a-z0-9.-]+$/i.test(text) || isIPv6(text)
}

const canParse = (text: string): boolean => URL.canParse(text)

const allDiffer = (values: readonly string[]): boolean => new Set(values).size === values.length

/** Every environment variable that Dawr reads. `.env.example` documents the same list; a check compares them. */
export const variables = z.object({
  DAWR_ENV: z.enum(['development', 'staging', 'production']).optional(),
  NODE_ENV: z.enum(['development', 'test', 'production']).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin)
    .optional(),
  ALLOWED_HOSTS: list.refine((names) => names.every(isHostName)).default([]),
  TRUSTED_PROXIES: list.refine((networks) => networks.every(isNetwork)).default([]),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .refine(canParse)
    .optional(),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .refine(canParse)
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .refine(canParse)
    .optional(),
  WORKERS: z.coerce.number().int().min(1).max(128).optional(),
  SECRET_KEY: z.string().min(32).optional(),
  DATA_KEYS: list
    .pipe(
      z.array(
        z
          .string()
          .regex(/^[a-z1-9][a-z0-9_-]{0,15}:\S{32,}$/)
          .transform((part) => ({ id: part.slice(0, part.indexOf(':')), secret: part.slice(part.indexOf(':') + 1) })),
      ),
    )
    .refine((keys) => allDiffer(keys.map(({ id }) => id)) && allDiffer(keys.map(({ secret }) => secret)))
    .default([]),
  LOST_DATA_KEYS: list.default([]),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(720).default(30),
  SESSION_HOURS: z.coerce.number().int().min(1).max(24).default(12),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DEMONSTRATION: flag.optional(),
  JOIN_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(10),
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  SIGN_IN_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(5),
  SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR: z.coerce.number().int().min(1).default(30),
  API_LIMIT_PER_HOUR: z.coerce.number().int().min(1).default(100),
  API_LIMIT_PER_TOKEN_PER_HOUR: z.coerce.number().int().min(1).default(1_000),
  PAGE_LIMIT_PER_SECOND: z.coerce.number().int().min(1).default(10),
  ADDRESS_LIMIT_PER_SECOND: z.coerce.number().int().min(1).default(200),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@<>]+@[^\s@<>]+|https:\/\/[^\s<>]+)$/)
    .optional(),
  MESSAGE_GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !URL.canParse(url) || new URL(url).username === '')
    .optional(),
  MESSAGE_GATEWAY_TOKEN: z.string().min(1).optional(),
  RETENTION_HOLDER_NAME_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  RETENTION_PERSON_DAYS: z.coerce.number().int().min(1).max(36_500).default(730),
  RETENTION_CONFIRMATION_DAYS: z.coerce.number().int().min(1).max(30).default(1),
  RETENTION_SESSION_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  MAX_STREAMS: z.coerce.number().int().min(1).default(12_000),
  MAX_STREAMS_PER_ADDRESS: z.coerce.number().int().min(1).default(4_000),
  STREAM_HEARTBEAT_SECONDS: z.coerce.number().int().min(1).max(60).default(15),
})
