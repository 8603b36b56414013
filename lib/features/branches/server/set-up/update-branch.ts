import 'server-only'
import type { Command, Reply } from '@/lib/server/command'
import type { CommandInput } from '@/lib/server/http/command-route'
import { AppError } from '@/lib/shared/errors'
import type { updateBranch as contract } from '../../branch-set-up-contract'
import { type BranchRecord, businessDateOf } from '../branch-directory'
import { assertTimeZone } from './assert-time-zone'
import { changeSetup } from './change-set-up'
import { auditOfChange } from './changed-fields'
import { defined } from './defined'
import { presentBranch } from './present-set-up'
import { replaceHours } from './replace-hours'

type Body = CommandInput<typeof contract>['body']

/** Tickets stand in the lines of one business day: it must be the same under the new zone and start of the day. */
function assertSameDay(branch: BranchRecord, { timeZone, dayStartsMinute }: Body, now: Date): void {
  const after = {
    ...branch,
    timeZone: timeZone ?? branch.timeZone,
    dayStartsMinute: dayStartsMinute ?? branch.dayStartsMinute,
  }
  const [date, would] = [businessDateOf(branch, now), businessDateOf(after, now)]
  if (date !== would) throw new AppError('business_day_would_change', { businessDate: date, wouldBe: would })
}

/**
 * Changes what the body names. Throws `unknown_branch`, `not_allowed`, `invalid_input` for an unknown time zone, and
 * `business_day_would_change`.
 */
export async function updateBranch(command: Command<CommandInput<typeof contract>>): Promise<Reply> {
  const { params } = command.input
  const { version, ...body } = command.input.body
  if (body.timeZone !== undefined) assertTimeZone(body.timeZone, 'timeZone')
  return changeSetup(command, { branch: params.branch, version }, async (tx, branch) => {
    // Also by the clock under the lock: the command may have waited across the boundary.
    for (const at of [command.now, new Date()]) assertSameDay(branch, body, at)
    const { name, timeZone, dayStartsMinute, digits, numbersRestart, hours } = body
    await tx.branch.update({
      where: { id: branch.id },
      data: defined({ nameAr: name?.ar, nameEn: name?.en, timeZone, dayStartsMinute, digits, numbersRestart }),
    })
    if (hours) await replaceHours(tx, { branchId: branch.id }, hours)
    const subject = { type: 'branch', id: branch.id }
    return {
      answer: presentBranch,
      audit: auditOfChange({ action: 'branch.update', subject }, presentBranch(branch), body),
    }
  })
}
