'use client'

import { useTranslations } from 'next-intl'
import { ApiError, request } from '@/lib/client/api-client'
import type { Endpoint } from '@/lib/shared/endpoint'
import { useToast } from '@/lib/ui/toast'
import type { StaffDto } from '../../staff-contract'
import { type Attempt, useAttempt } from '../use-attempt'

type Sent = { endpoint: Endpoint; body?: Record<string, unknown>; done: string }

export type StaffChange = {
  attempt: Attempt
  /** Sends a change with the displayed version; resolves to whether it succeeded. */
  send: (it: Sent) => Promise<boolean>
}

type Screen = {
  show: (staff: StaffDto) => void
  reload: () => void
  close: () => void
  /** A dialog with typed text stays open on a version conflict, and says so itself. */
  typed?: boolean
}

/**
 * Sends changes of one member of staff. On a version conflict the newer state is shown first, and nothing is
 * overwritten.
 */
export function useStaffChange(staff: StaffDto, { show, reload, close, typed = false }: Screen): StaffChange {
  const t = useTranslations('accounts.staff')
  const toast = useToast()
  const attempt = useAttempt()
  return {
    attempt,
    send: async ({ endpoint, body, done }) => {
      const refusal = await attempt.run(async () => {
        const options = { params: { id: staff.id }, ...(body && { body: { ...body, version: staff.version } }) }
        show(await request<StaffDto>(endpoint, options))
      })
      if (refusal?.code === 'stale_version') reload()
      if (refusal?.code === 'stale_version' && !typed) {
        attempt.forget()
        close()
        toast({ tone: 'problem', text: t('changedMeanwhile') })
      }
      if (refusal instanceof ApiError) return false
      close()
      toast({ text: done })
      return true
    },
  }
}
