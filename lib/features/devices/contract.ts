import { z } from 'zod'
import { branchRef } from '@/lib/features/branches/contract'
import { contract } from '@/lib/shared/contract'
import { noBody, none, safeName, slug, typedLine } from '@/lib/shared/fields'
import * as endpoints from './endpoints'
import { deviceKinds } from './rules'

const kind = z.enum(deviceKinds)
const id = z.strictObject({ id: z.uuid() })

export const pairingDto = z.object({
  id: z.uuid(),
  kind,
  /** The code on the screen, to be entered by staff. */
  code: z.string(),
  /** Kept by the device and sent as `X-Pairing-Secret`. */
  secret: z.string(),
  expiresAt: z.iso.datetime(),
})
export type PairingDto = z.infer<typeof pairingDto>

export const pairingStateDto = z.object({ state: z.enum(['waiting', 'paired', 'expired']) })
export type PairingStateDto = z.infer<typeof pairingStateDto>

export const deviceDto = z.object({
  id: z.uuid(),
  kind,
  label: z.string(),
  branch: slug,
  pairedAt: z.iso.datetime(),
  /** To the minute; null when never seen since pairing. */
  seenAt: z.iso.datetime().nullable(),
  state: z.enum(['never_seen', 'present', 'away', 'revoked']),
  revokedAt: z.iso.datetime().nullable(),
})
export type DeviceDto = z.infer<typeof deviceDto>

export const ownDeviceDto = z.object({
  id: z.uuid(),
  kind,
  label: z.string(),
  branch: branchRef,
})
export type OwnDeviceDto = z.infer<typeof ownDeviceDto>

export const openPairing = contract({
  endpoint: endpoints.openPairing,
  summary: 'Request a pairing code for a new screen; a person who manages devices enters it',
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
  summary:
    'The state of a pairing, for the screen with its secret in X-Pairing-Secret; once paired, each answer sets the device cookie',
  access: 'public',
  params: id,
  query: none,
  body: noBody,
  answer: pairingStateDto,
  errors: ['pairing_not_found', 'too_many_requests'],
})

export const getOwnDevice = contract({
  endpoint: endpoints.getOwnDevice,
  summary: 'The pairing of the requesting screen or tablet',
  access: 'paired_device',
  params: none,
  query: none,
  body: noBody,
  answer: ownDeviceDto,
  errors: ['not_signed_in'],
})

export const listDevices = contract({
  endpoint: endpoints.listDevices,
  summary: 'The devices of the branches where the caller manages them, newest first',
  access: 'device.manage',
  params: none,
  query: z.strictObject({
    branch: slug.optional(),
    /** Paired devices; `revoked` lists the revoked ones. */
    revoked: z.enum(['true', 'false']).optional(),
    /** Cursor: `next` of the previous page. */
    before: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  body: noBody,
  answer: z.object({
    devices: z.array(deviceDto),
    /** Cursor of the next page (`before`); null on the last. */
    next: z.uuid().nullable(),
  }),
  errors: ['unknown_branch', 'not_allowed'],
})

export const pairDevice = contract({
  endpoint: endpoints.pairDevice,
  summary: 'Pair the device that shows this code with a branch',
  access: 'device.manage',
  params: none,
  query: none,
  body: z.strictObject({
    /** As typed: spaces, hyphens, lower case and Arabic digits are accepted. */
    code: typedLine(1, 40),
    label: safeName,
    branch: slug.optional(),
  }),
  answer: deviceDto,
  status: 201,
  errors: ['pairing_not_found', 'unknown_branch', 'not_allowed', 'too_many_requests'],
})

const changed = { access: 'device.manage', params: id, query: none, answer: deviceDto } as const

export const renameDevice = contract({
  ...changed,
  endpoint: endpoints.renameDevice,
  summary: 'Rename a device',
  body: z.strictObject({ label: safeName }),
  errors: ['device_not_found'],
})

export const revokeDevice = contract({
  ...changed,
  endpoint: endpoints.revokeDevice,
  summary: 'Revoke a device: its next request is refused, its streams close, sessions opened on a tablet end',
  body: noBody,
  errors: ['device_not_found'],
})
