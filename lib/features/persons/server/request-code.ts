import 'server-only'
import { assertFlagOn } from '@/lib/features/branches/flags'
import { type BranchRecord, findBranch } from '@/lib/features/branches/server/public'
import { type Command, type CommandResult, type Reply, runCommand } from '@/lib/server/command'
import { blindIndex, blindIndexes, seal } from '@/lib/server/crypto'
import { db, type Tx } from '@/lib/server/db/client'
import { lockNames } from '@/lib/server/db/lock-names'
import { isKeyKnown } from '@/lib/server/idempotency'
import type { Visitor } from '@/lib/server/identity/actor'
import { enqueue } from '@/lib/server/jobs/enqueue'
import { consume, consumeOf, type Policy } from '@/lib/server/limits'
import { messenger } from '@/lib/server/messaging/messenger'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { RequestedCode } from '../contract'
import { sendCodeJob } from '../jobs'
import { codeMinutes, codesPerHour, resendSeconds } from '../rules'
import { codeHashOf, codeOf } from './one-time-code'
import { normalisedFields } from './person-access'

/** Requests per address, including refused ones. */
const perAddressPerMinute = 60
/** Codes per branch: messages cost money, and a browser without a cookie is a new visitor each time. */
export const codesOfBranch: Policy = { name: 'phone-confirmation-branch', limit: 300, seconds: 3_600 }
/** Codes per address: one address cannot use up a branch's codes, and a hall that shares one has enough. */
export const codesOfAddress: Policy = { name: 'phone-confirmation-address', limit: 100, seconds: 3_600 }
const place = 'phone_confirmation.phone'
const hourMs = 3_600_000

type Wish = { branch: BranchRecord; phone: string; language: 'ar' | 'en' }
type Asked = Command<Wish> & { actor: Visitor }

const wait = (seconds: number): AppError =>
  new AppError('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) })

/** Serialises requests per visitor and per number, so that concurrent ones count each other. */
function holdTurns(tx: Tx, visitorId: string, phone: string): Promise<void> {
  const names = [visitorId, blindIndexes(phone, place).at(-1) ?? '']
  return lockNames(
    tx,
    names.map((name) => `phone-confirmation ${name}`),
  )
}

/** Throws `too_many_requests` when this visitor, or any visitor for this number, requested codes too often. */
async function assertMayAsk(tx: Tx, visitorId: string, phone: string, now: Date): Promise<void> {
  const indexes = blindIndexes(phone, place)
  const sent = await tx.phoneConfirmation.findMany({
    where: {
      createdAt: { gt: new Date(now.getTime() - hourMs) },
      OR: [{ visitorId }, { phoneIndex: { in: indexes } }],
    },
    select: { visitorId: true, phoneIndex: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
  })
  const byVisitor = sent.filter((it) => it.visitorId === visitorId)
  const byNumber = sent.filter((it) => indexes.includes(it.phoneIndex))
  for (const codes of [byVisitor, byNumber]) {
    const ages = codes.map((it) => (now.getTime() - it.createdAt.getTime()) / 1_000)
    const [last, oldest] = [ages[0], ages[codesPerHour - 1]]
    if (oldest !== undefined) throw wait(hourMs / 1_000 - oldest)
    if (last !== undefined && last < resendSeconds) throw wait(resendSeconds - last)
  }
}

async function makeCode(tx: Tx, { actor, input, now }: Asked): Promise<CommandResult> {
  const { branch, phone, language } = input
  assertFlagOn(branch, 'phone_numbers')
  await holdTurns(tx, actor.visitorId, phone)
  await assertMayAsk(tx, actor.visitorId, phone, now)
  const id = newId()
  const expiresAt = new Date(now.getTime() + codeMinutes * 60_000)
  await tx.phoneConfirmation.create({
    data: {
      id,
      branchId: branch.id,
      visitorId: actor.visitorId,
      phoneSealed: seal(phone, `${place}:${id}`),
      phoneIndex: blindIndex(phone, place),
      codeHash: codeHashOf(id, codeOf(id)),
      createdAt: now,
      expiresAt,
    },
  })
  await enqueue(tx, sendCodeJob, { confirmation: id, language })
  const answer: RequestedCode = { id, expiresAt: expiresAt.toISOString(), resendAfterSeconds: resendSeconds }
  const subject = { type: 'phone_confirmation', id }
  return { branchId: branch.id, answer, status: 201, audit: [{ action: 'phone_confirmation.request', subject }] }
}

type Request = Omit<Asked, 'input'> & {
  input: { phone: string; branch?: string | undefined; language: 'ar' | 'en' }
  address: string
}

/**
 * Takes one of the codes that an address and a branch may send. Called before the transaction, since it may ask Redis,
 * so requests that the transaction would refuse or has already answered are checked first and use up nothing.
 */
async function takeAllowance({ actor, input, key, now }: Asked, address: string): Promise<void> {
  if (key !== null && (await isKeyKnown(key))) return
  assertFlagOn(input.branch, 'phone_numbers')
  await assertMayAsk(db(), actor.visitorId, input.phone, now)
  await consumeOf(codesOfAddress, address)
  await consumeOf(codesOfBranch, input.branch.id)
}

/**
 * Creates a code for a number that a visitor entered; a job of the same transaction sends it, once per key. Throws
 * `message_not_sent` when no gateway is configured, `unknown_branch`, `invalid_input`, `too_many_requests`.
 */
export async function requestCode({ address, input, ...asked }: Request): Promise<Reply> {
  if (!messenger()) throw new AppError('message_not_sent')
  await consume('phone-confirmation', perAddressPerMinute, address)
  const branch = await findBranch(input.branch)
  const { phone } = normalisedFields({ phone: input.phone }, branch)
  if (!phone) throw new AppError('invalid_input')
  const command: Asked = { ...asked, input: { branch, phone, language: input.language } }
  await takeAllowance(command, address)
  return runCommand(command, (tx) => makeCode(tx, command))
}
