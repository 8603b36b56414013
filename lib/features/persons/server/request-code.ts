import 'server-only'
import { assertFlagOn } from '@/lib/features/branches/flags'
import { type BranchRecord, findBranch } from '@/lib/features/branches/server/branch-directory'
import { type Command, type CommandResult, type Reply, runCommand } from '@/lib/server/command'
import { blindIndex, blindIndexes, seal } from '@/lib/server/crypto'
import { db, type Tx } from '@/lib/server/db/client'
import { holdNames } from '@/lib/server/db/hold-names'
import { releaseKeys } from '@/lib/server/idempotency'
import type { Visitor } from '@/lib/server/identity/actor'
import { consume, consumeOf, type Policy } from '@/lib/server/limits'
import type { Message } from '@/lib/server/messaging/message'
import { messenger } from '@/lib/server/messaging/messenger'
import { AppError } from '@/lib/shared/errors'
import { newId } from '@/lib/shared/ids'
import type { RequestedCode } from '../contract'
import { codeMinutes, codesPerHour, resendSeconds } from '../rules'
import { codeHashOf, codeText, newCode } from './one-time-code'
import { spelled } from './person-access'

/** However cheaply refused. */
const perAddressPerMinute = 60
/** Limit by address: messages cost money, and a browser without a cookie is a new visitor each time. */
export const codesOfBranch: Policy = { name: 'phone-confirmation-branch', limit: 300, seconds: 3_600 }
/** A third of them, by the hour too: nobody uses up a branch's codes from one address, and a hall that shares one has enough. */
export const codesOfAddress: Policy = { name: 'phone-confirmation-address', limit: 100, seconds: 3_600 }
const place = 'phone_confirmation.phone'
const hourMs = 3_600_000

type Wish = { branch: BranchRecord; phone: string; language: 'ar' | 'en' }
type Asked = Command<Wish> & { actor: Visitor }

const wait = (seconds: number): AppError =>
  new AppError('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) })

/** One asks after the other, for each visitor and each number: those at the same moment count each other. */
function holdTurns(tx: Tx, visitorId: string, phone: string): Promise<void> {
  const names = [visitorId, blindIndexes(phone, place).at(-1) ?? '']
  return holdNames(
    tx,
    names.map((name) => `phone-confirmation ${name}`),
  )
}

/** Throws `too_many_requests` when this visitor, or this number from whomever, was sent a code too lately or too often. */
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

async function makeCode(
  tx: Tx,
  { actor, input, now }: Asked,
): Promise<CommandResult & { answer: RequestedCode; message: Message }> {
  const { branch, phone, language } = input
  assertFlagOn(branch, 'phone_numbers')
  await holdTurns(tx, actor.visitorId, phone)
  await assertMayAsk(tx, actor.visitorId, phone, now)
  const [id, code] = [newId(), newCode()]
  const expiresAt = new Date(now.getTime() + codeMinutes * 60_000)
  await tx.phoneConfirmation.create({
    data: {
      id,
      branchId: branch.id,
      visitorId: actor.visitorId,
      phoneSealed: seal(phone, `${place}:${id}`),
      phoneIndex: blindIndex(phone, place),
      codeHash: codeHashOf(id, code),
      createdAt: now,
      expiresAt,
    },
  })
  const subject = { type: 'phone_confirmation', id }
  return {
    branchId: branch.id,
    answer: { id, expiresAt: expiresAt.toISOString(), resendAfterSeconds: resendSeconds },
    status: 201,
    audit: [{ action: 'phone_confirmation.request', subject }],
    message: { to: phone, text: codeText(language, branch.name, code), kind: 'code' },
  }
}

/** What could not be sent was never asked for: it counts for no limit, and its key may ask again. */
async function takeBack(id: string, key: string | null): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.phoneConfirmation.deleteMany({ where: { id } })
    if (key !== null) await releaseKeys(tx, [key])
  })
}

type Request = Omit<Asked, 'input'> & {
  input: { phone: string; branch?: string | undefined; language: 'ar' | 'en' }
  address: string
}

/**
 * Sends a code to a number that a visitor says is theirs: after the commit, once for a key. Throws `message_not_sent` when
 * there is no way to phones or it failed, `unknown_branch`, `invalid_input`, `too_many_requests`,
 * `switched_off`.
 */
export async function requestCode({ address, input, ...asked }: Request): Promise<Reply> {
  const way = messenger()
  if (!way) throw new AppError('message_not_sent')
  await consume('phone-confirmation', perAddressPerMinute, address)
  const branch = await findBranch(input.branch)
  const { phone } = spelled({ phone: input.phone }, branch)
  if (!phone) throw new AppError('invalid_input')
  let made: { id: string; message: Message } | null = null
  const command: Asked = { ...asked, input: { branch, phone, language: input.language } }
  const reply = await runCommand(command, async (tx) => {
    const { message, ...done } = await makeCode(tx, command)
    made = { id: done.answer.id, message }
    return done
  })
  const send = async (message: Message): Promise<void> => {
    // Here, so that whoever is refused or asks again uses up nothing of the address's, nor of the branch's.
    await consumeOf(codesOfAddress, address)
    await consumeOf(codesOfBranch, branch.id)
    await way.send(message)
  }
  await sendMade(made, send, asked.key)
  return reply
}

/** A repeat has made nothing, and sends nothing. */
async function sendMade(
  made: { id: string; message: Message } | null,
  send: (message: Message) => Promise<void>,
  key: string | null,
): Promise<void> {
  if (!made) return
  try {
    await send(made.message)
  } catch (error) {
    await takeBack(made.id, key)
    throw error
  }
}
