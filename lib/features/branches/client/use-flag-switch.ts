'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiError, request } from '@/lib/client/api-client'
import { useToast } from '@/lib/ui/toast'
import type { FlagDto } from '../contract'
import { switchFlag } from '../endpoints'
import type { FlagName } from '../flags'

const undoMs = 10_000

export type FlagSwitch = {
  /** The flags, updated by the answers to switches that the page was not yet rendered with. */
  shown: readonly FlagDto[]
  pending: FlagName | null
  turn: (flag: FlagDto, on: boolean) => Promise<void>
}

/** Switches the flags of a branch, reports the result, and offers to undo it for 10 s. */
export function useFlagSwitch(branch: string, flags: readonly FlagDto[]): FlagSwitch {
  const t = useTranslations('flags')
  const tErrors = useTranslations('errors')
  const router = useRouter()
  const toast = useToast()
  const [answered, setAnswered] = useState<readonly FlagDto[]>([])
  const [pending, setPending] = useState<FlagName | null>(null)

  async function send(flag: FlagDto, on: boolean): Promise<FlagDto> {
    const params = { branch, flag: flag.name }
    const answer = await request<FlagDto>(switchFlag, { params, body: { on, version: flag.version } })
    setAnswered((before) => [...before.filter((it) => it.name !== answer.name), answer])
    return answer
  }

  async function turn(flag: FlagDto, on: boolean, isUndo = false): Promise<void> {
    setPending(flag.name)
    try {
      const answer = await send(flag, on)
      const undo = { label: t('undo'), run: () => void turn(answer, !on, true) }
      const name = t(`about.${flag.name}.name`)
      toast({ text: t(on ? 'done.on' : 'done.off', { name }), ms: undoMs, ...(!isUndo && { action: undo }) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast({ text: error.code === 'stale_version' ? t('stale') : tErrors(error.code), tone: 'problem' })
    } finally {
      setPending(null)
      router.refresh()
    }
  }

  const newest = (flag: FlagDto): FlagDto =>
    answered.find((it) => it.name === flag.name && it.version > flag.version) ?? flag
  return { shown: flags.map(newest), pending, turn: (flag, on) => turn(flag, on) }
}
