import { z } from 'zod'
import { branchRef } from '@/lib/features/branches/contract'
import { contract } from '@/lib/shared/contract'
import {
  branchSlug,
  idParams,
  noBody,
  none,
  optionalBranch,
  pageLimit,
  safeName,
  text,
  time,
  typedLine,
} from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { deviceKinds } from './rules'

const kind = z.enum(deviceKinds).meta({ id: 'DeviceKind', description: 'What the device is.', examples: ['kiosk'] })
const deviceId = z.uuid().describe('The id of the device.')
const label = text('The name given by staff.', 'Kiosk at the entrance')
const typedLabel = safeName.meta({ description: 'A name for it.', examples: ['Kiosk at the entrance'] })

export const pairingDto = z
  .object({
    id: z.uuid().describe('The id of the pairing.'),
    kind,
    code: text('The code for the screen, which staff enter.', 'K7MX-2QDA'),
    secret: text('Kept by the device and sent as `X-Pairing-Secret`.', 'ugnsg9vWq0aT5pX1rB7cEw'),
    expiresAt: time('When the code expires.'),
  })
  .meta({ id: 'Pairing', description: 'A request of a device to be paired.' })
export type PairingDto = z.infer<typeof pairingDto>

export const pairingStateDto = z
  .object({ state: z.enum(['waiting', 'paired', 'expired']).describe('`waiting`: nobody has entered the code yet.') })
  .meta({ id: 'PairingState', description: 'How far a pairing is.' })
export type PairingStateDto = z.infer<typeof pairingStateDto>

export const deviceDto = z
  .object({
    id: deviceId,
    kind,
    label,
    branch: branchSlug,
    pairedAt: time('When it was paired.'),
    seenAt: time('When it was seen last, to the minute; null when never since it was paired.').nullable(),
    state: z
      .enum(['never_seen', 'present', 'away', 'revoked'])
      .describe('`present`: seen a short time ago; `revoked`: refused from then on.'),
    revokedAt: time('When it was revoked.').nullable(),
  })
  .meta({ id: 'Device', description: 'A paired hall screen, kiosk or tablet.' })
export type DeviceDto = z.infer<typeof deviceDto>

export const ownDeviceDto = z
  .object({ id: deviceId, kind, label, branch: branchRef.describe('The branch it belongs to.') })
  .meta({ id: 'OwnDevice', description: 'The device that asks.' })
export type OwnDeviceDto = z.infer<typeof ownDeviceDto>

export const openPairing = contract({
  endpoint: endpoints.openPairing,
  summary: 'Request a pairing code',
  description: 'For a new device, which shows the code until a person who manages devices enters it.',
  returns: 'The pairing, with its code and secret.',
  access: 'public',
  params: none,
  query: none,
  body: z.strictObject({ kind }),
  answer: pairingDto,
  status: 201,
  errors: ['too_many_requests'],
})

export const getPairing = contract({
  endpoint: endpoints.getPairing,
  summary: 'Read the state of a pairing',
  description: 'For the device that requested it, with its secret in `X-Pairing-Secret`; poll it every two seconds.',
  returns: 'The state; once paired, each answer sets the cookie of the device.',
  sends: ['Set-Cookie'],
  access: 'public',
  credentials: ['pairing'],
  params: idParams('pairing'),
  query: none,
  body: noBody,
  answer: pairingStateDto,
  errors: ['pairing_not_found', 'too_many_requests'],
})

export const getOwnDevice = contract({
  endpoint: endpoints.getOwnDevice,
  summary: 'Read the own device',
  description: 'Which device and branch the cookie of the device belongs to.',
  returns: 'The device; renews its cookie from time to time.',
  sends: ['Set-Cookie'],
  access: 'paired_device',
  params: none,
  query: none,
  body: noBody,
  answer: ownDeviceDto,
  errors: ['not_signed_in'],
})

export const listDevices = contract({
  endpoint: endpoints.listDevices,
  summary: 'List the devices',
  description: 'The devices of the branches where the caller manages them.',
  returns: 'One page of devices, newest first.',
  access: 'device.manage',
  params: none,
  query: z.strictObject({
    branch: branchSlug.optional().describe('Only the devices of this branch.'),
    revoked: z
      .enum(['true', 'false'])
      .optional()
      .describe('`true` lists the revoked devices instead of the paired ones.'),
    before: z.uuid().optional().describe('The cursor: `next` of the previous page.'),
    limit: pageLimit,
  }),
  body: noBody,
  answer: z.object({
    devices: z.array(deviceDto).describe('The devices.'),
    next: z.uuid().nullable().describe('The cursor of the next page (`before`); null on the last.'),
  }),
  errors: ['unknown_branch', 'not_allowed'],
})

export const pairDevice = contract({
  endpoint: endpoints.pairDevice,
  summary: 'Pair a device',
  description: 'Pairs the device that shows this code with a branch.',
  returns: 'The device.',
  access: 'device.manage',
  params: none,
  query: none,
  body: z.strictObject({
    code: typedLine(1, 40).meta({
      description: 'The code as typed: spaces, hyphens, lower case and Arabic digits are accepted.',
      examples: ['K7MX-2QDA'],
    }),
    label: typedLabel,
    branch: optionalBranch,
  }),
  answer: deviceDto,
  status: 201,
  errors: ['pairing_not_found', 'unknown_branch', 'not_allowed', 'too_many_requests'],
})

const changed = { access: 'device.manage', params: idParams('device'), query: none, answer: deviceDto } as const

export const renameDevice = contract({
  ...changed,
  endpoint: endpoints.renameDevice,
  summary: 'Rename a device',
  description: 'Changes the name of a device.',
  returns: 'The device, renamed.',
  body: z.strictObject({ label: typedLabel }),
  errors: ['device_not_found'],
})

export const revokeDevice = contract({
  ...changed,
  endpoint: endpoints.revokeDevice,
  summary: 'Revoke a device',
  description: 'Its next request is refused, its streams close, and sessions opened on a tablet end.',
  returns: 'The device, revoked.',
  example: { state: 'revoked', revokedAt: '2026-11-22T06:04:25.785Z' },
  body: noBody,
  errors: ['device_not_found'],
})
