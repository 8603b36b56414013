'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import type { RequestedCode } from '../contract'
import { requestCode } from '../endpoints'
import type { SentCode } from './phone-confirmation'

type Options = {
  token: string
  branch: string
  number: (value: number) => string
  onSent: (sent: SentCode) => void
}

export type SendCode = {
  pending: boolean
  /** Why no code was sent, as text. */
  problem: string | undefined
  /** Resolves to whether a code was sent. */
  send: (phone: string) => Promise<boolean>
}

/** Requests a code for a number, and reports why it was refused. */
export function useSendCode({ token, branch, number, onSent }: Options): SendCode {
  const t = useTranslations('phone')
  const explain = useTranslations('errors')
  const language = useLocale()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()

  const inWords = ({ code, details }: ApiError): string => {
    if (code === 'invalid_input') return t('numberWrong')
    if (code !== 'too_many_requests') return explain(code)
    const minutes = Math.ceil(Number(details['retryAfterSeconds'] ?? 60) / 60)
    return t('tooMany', { minutes, n: number(minutes) })
  }
  return {
    pending,
    problem,
    send: async (phone) => {
      setPending(true)
      setProblem(undefined)
      try {
        const body = { phone, branch, language }
        const sent = await request<RequestedCode>(requestCode, { body, visitToken: token, as: 'visitor' })
        onSent({ ...sent, phone, againAt: Date.now() + sent.resendAfterSeconds * 1_000 })
        return true
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        setProblem(inWords(error))
        return false
      } finally {
        setPending(false)
      }
    },
  }
}
