import 'server-only'
import { findBranchById } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { JobCall } from '@/lib/server/jobs/define-job'
import { FailedForGood } from '@/lib/server/jobs/job-errors'
import { messenger } from '@/lib/server/messaging/messenger'
import { tryUnseal } from '@/lib/server/open-sealed'
import { codeOf, codeText, isCodeOf } from './one-time-code'

/** Which code to send, and the language of the message. */
export type CodeToSend = { confirmation: string; language: 'ar' | 'en' }

/**
 * Sends the code of a confirmation to the phone number being confirmed. Does nothing when the code is no longer needed: confirmed, or deleted
 * with its person. Throws `FailedForGood` when it has expired or cannot be sent.
 */
export async function sendCode({ confirmation: id, language }: CodeToSend, { key, signal }: JobCall): Promise<void> {
  const asked = await db().phoneConfirmation.findUnique({ where: { id } })
  if (!asked || asked.confirmedAt) return
  if (asked.expiresAt <= new Date()) throw new FailedForGood('the code expired before it could be sent')
  const code = codeOf(id)
  if (!isCodeOf(id, asked.codeHash, code)) throw new FailedForGood('SECRET_KEY was changed after the code was created')
  const way = messenger()
  if (!way) throw new FailedForGood('no gateway is configured')
  const branch = await findBranchById(asked.branchId)
  const to = tryUnseal(asked.phoneSealed, `phone_confirmation.phone:${id}`)
  if (to === null) throw new FailedForGood('the number cannot be decrypted: its key is missing from DATA_KEYS')
  await way.send({ to, text: codeText(language, branch.name, code), kind: 'code' }, { key, signal })
}
