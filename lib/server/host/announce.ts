import 'server-only'
import { networkInterfaces } from 'node:os'
import encodeQR from 'qr'
import { config } from '../config/config'

/** The network addresses of this machine, IPv4 first. */
function networkAddress(): string | null {
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((it) => it.family === 'IPv4' && !it.internal)
  return found?.address ?? null
}

export type Account = { username: string; password: string; role: string }

function accountLines(accounts: readonly Account[], file: string): string[] {
  if (accounts.length === 0) return []
  const shown = accounts
    .filter((it) => it.role !== 'clerk')
    .concat(accounts.filter((it) => it.role === 'clerk').slice(0, 2))
  const width = Math.max(...shown.map((it) => it.username.length))
  return [
    '',
    '  Demonstration accounts:',
    ...shown.map((it) => `    ${it.username.padEnd(width)}  ${it.password}   (${it.role})`),
    `    … all ${accounts.length} in ${file}`,
  ]
}

/** The set-up link, on a server that has no account yet. */
function setUpLines(origin: string, token: string | null): string[] {
  return token === null
    ? []
    : ['', '  Create the first administrator (this link works once):', `    ${origin}/ar/setup/${token}`]
}

/**
 * Prints the address, a QR code for phones, and how to sign in. For people, so on standard output and not in the log.
 */
export function announce(port: number, accounts: readonly Account[], accountsFile: string, setUp: string | null): void {
  const { publicUrl } = config()
  const address = networkAddress()
  const here = `http://localhost:${port}`
  const phone = publicUrl ?? (address ? `http://${address}:${port}` : null)
  const lines = [
    '',
    `  Dawr دَوْر is ready`,
    `    on this machine   ${here}/ar`,
    ...(phone ? [`    on a phone        ${phone}/ar`] : []),
    `    hall screen       ${here}/ar/tv/main`,
    `    staff             ${here}/ar/sign-in`,
    ...accountLines(accounts, accountsFile),
    ...setUpLines(publicUrl ?? here, setUp),
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (phone) process.stdout.write(`${encodeQR(`${phone}/ar`, process.stdout.isTTY ? 'term' : 'ascii')}\n`)
}
