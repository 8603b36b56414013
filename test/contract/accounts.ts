import { generateSync } from 'otplib'
import { ownSessionDto } from '@/lib/features/accounts/account-contract'
import { type StaffDto, staffDto } from '@/lib/features/accounts/staff-contract'
import type { StaffRole } from '@/lib/shared/permissions'
import { pairedDevice } from './devices'
import { type Answer, cookieOf, send, sendAs } from './send'

const password = 'blue-kettle-7781-river'
/** A PIN that is not trivial. */
export const pin = '390517'

/** Another member of staff, created by the owner. */
async function newStaff(role: StaffRole = 'clerk', branch: string | null = 'main'): Promise<StaffDto> {
  const username = `s${crypto.randomUUID().slice(0, 18)}`
  const body = { username, displayName: 'موظف الاختبار', password, roles: [{ role, branch }] }
  return staffDto.parse((await sendAs('owner', 'POST', '/api/v1/staff', { body })).json)
}

/** Signs in an account of `newStaff`, with the browser's other cookies if any. */
export function enter(username: string, more: object = {}, cookie = ''): Promise<Answer> {
  return send('POST', '/api/v1/session', { body: { username, password, ...more }, cookie })
}

/** A new signed-in member of staff. */
export async function somebody(cookie = ''): Promise<StaffDto & { cookie: string; post: Post }> {
  const staff = await newStaff()
  const own = cookieOf(await enter(staff.username, {}, cookie))
  const post: Post = (path, body) => send('POST', `/api/v1/account/${path}`, { body, cookie: own })
  return { ...staff, cookie: own, post }
}
type Post = (path: string, body?: object) => Promise<Answer>

/** A new signed-in member of staff with a second factor and its recovery codes. */
async function withSecondFactor() {
  const it = await somebody()
  const { secret } = (await it.post('second-factor', { password })).json as { secret: string }
  const confirmed = await it.post('second-factor/confirm', { code: generateSync({ secret }) })
  return { ...it, confirmed, ...(confirmed.json as { recoveryCodes: string[] }) }
}

/** A tablet on which an account used its password and has a PIN. */
export async function tabletWithPin() {
  const tablet = await pairedDevice('tablet')
  const it = await somebody(tablet.cookie)
  await it.post('pin', { password, pin })
  return { tablet: tablet.cookie, account: it.id, cookie: it.cookie }
}

/** Changes another new member of staff. */
async function change(name: string, body?: (staff: StaffDto) => object): Promise<Answer> {
  const staff = await newStaff()
  return sendAs('owner', 'POST', `/api/v1/staff/${staff.id}/${name}`, body && { body: body(staff) })
}

/** One valid request to each endpoint for people. */
export const goodOfPeople: Record<string, () => Promise<Answer>> = {
  listTabletPeople: async () => send('GET', '/api/v1/device/people', { cookie: (await tabletWithPin()).tablet }),
  signInWithPin: async () => {
    const { tablet, account } = await tabletWithPin()
    return send('POST', '/api/v1/session/pin', { body: { account, pin }, cookie: tablet })
  },
  getOwnAccount: async () => sendAs('clerk', 'GET', '/api/v1/account'),
  changeOwnPassword: async () => (await somebody()).post('password', { password, next: 'green-lantern-4490-hill' }),
  beginSecondFactor: async () => (await somebody()).post('second-factor', { password }),
  confirmSecondFactor: async () => (await withSecondFactor()).confirmed,
  removeSecondFactor: async () => {
    const { post, recoveryCodes } = await withSecondFactor()
    return post('second-factor/remove', { password, code: recoveryCodes[0] })
  },
  renewRecoveryCodes: async () => (await withSecondFactor()).post('recovery-codes', { password }),
  setOwnPin: async () => (await somebody()).post('pin', { password, pin }),
  removeOwnPin: async () => (await somebody()).post('pin/remove', { password }),
  listOwnSessions: async () => sendAs('clerk', 'GET', '/api/v1/account/sessions'),
  endOwnSession: async () => {
    const { post, cookie } = await somebody()
    const { json } = await send('GET', '/api/v1/account/sessions', { cookie })
    const [session] = ownSessionDto.array().parse((json as { sessions: unknown }).sessions)
    return post(`sessions/${session?.id}/end`)
  },
  endOtherSessions: async () => (await somebody()).post('sessions/end-others'),
  listStaff: () => sendAs('manager', 'GET', '/api/v1/staff?branch=main&role=clerk&active=true&q=e&limit=2'),
  createStaff: () =>
    sendAs('owner', 'POST', '/api/v1/staff', {
      body: {
        username: `n${crypto.randomUUID().slice(0, 18)}`,
        displayName: 'سارة',
        password,
        roles: [
          { role: 'reception', branch: 'main' },
          { role: 'accountant', branch: null },
        ],
      },
    }),
  getStaff: async () => sendAs('manager', 'GET', `/api/v1/staff/${(await newStaff()).id}`),
  renameStaff: () => change('rename', ({ version }) => ({ displayName: 'نورة', version })),
  setStaffRoles: () =>
    change('roles', ({ version }) => ({ roles: [{ role: 'cashier', branch: 'main' }], reason: 'نقل', version })),
  deactivateStaff: () => change('deactivate', ({ version }) => ({ version })),
  activateStaff: () => change('activate', ({ version }) => ({ version })),
  resetStaffPassword: () =>
    change('reset-password', ({ version }) => ({ password: 'green-lantern-4490-hill', version })),
  resetStaffSecondFactor: () => change('reset-second-factor', ({ version }) => ({ reason: 'ضاع الهاتف', version })),
  endStaffSessions: () => change('end-sessions'),
}
