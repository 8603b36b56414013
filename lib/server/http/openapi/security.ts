import 'server-only'
import type { Contract } from '@/lib/shared/contract'
import { isMetered } from '../count'
import type { Json } from './schemas'

type CookieName = 'dawr_session' | 'dawr_visitor' | 'dawr_device'

/** The ways to authenticate. The names of cookies depend on the installation: over https they have a prefix. */
export function securitySchemes(cookieName: (name: CookieName) => string): Json {
  const cookie = (name: CookieName, description: string): Json => ({
    ...{ type: 'apiKey', in: 'cookie', name: cookieName(name), description },
  })
  const header = (name: string, description: string): Json => ({ type: 'apiKey', in: 'header', name, description })
  return {
    session: cookie('dawr_session', 'A signed-in member of staff. `signIn` sets it.'),
    visitor: cookie('dawr_visitor', 'The browser of a visitor. The first `joinQueue` sets it.'),
    device: cookie('dawr_device', 'A paired hall screen, kiosk or tablet. `getPairing` sets it.'),
    program: {
      ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      description: 'Another program, for ten minutes. `exchangeToken` returns it.',
    },
    visit: header('X-Visit-Token', "The token of a visit's secret link, `/visit/<token>`: the rights of its visitor."),
    pairing: header('X-Pairing-Secret', 'The secret of a pairing, which `openPairing` returned to the device.'),
    metrics: { type: 'http', scheme: 'bearer', description: 'The `METRICS_TOKEN` of the installation.' },
  }
}

const needs = (...names: string[]): Json[] => names.map((name) => ({ [name]: [] }))

/** The accepted ways to authenticate; any one of them is enough, and `{}` is none. */
export function securityOf(it: Contract): Json[] {
  const { access, credentials } = it
  if (credentials) return credentials.map((name) => (name === 'none' ? {} : { [name]: [] }))
  if (access === 'public') return isMetered(it) ? [{}, ...needs('program')] : [{}]
  if (access === 'visitor') return [...needs('visitor', 'visit'), {}, ...needs('session', 'program', 'device')]
  if (access === 'paired_device') return needs('device')
  return access === 'signed_in' ? needs('session') : needs('session', 'program')
}
