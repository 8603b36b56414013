'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import type { ApiError } from '@/lib/client/api-client'
import type { BranchDto, ServiceDto } from '@/lib/features/branches/contract'
import type { Formats } from '@/lib/i18n/formats'
import { useToast } from '@/lib/ui/toast'
import type { Command, FinishedCommand } from './commands'
import type { Explanation } from './explain'
import { isolatedCode } from './words'

/** How long the undo button is shown, in milliseconds; the key works longer. */
const undoShownFor = 10_000
/** How long a message is shown, in milliseconds: long enough to read twice. */
const problemShownFor = 20_000

type About = { branch: BranchDto; service: ServiceDto; placeName: string; undoKey: string; formats: Formats }

export type Reports = {
  done(done: FinishedCommand, undo: () => void): void
  refused(command: Command, explanation: Explanation, error: ApiError): void
}

/** Reports the result of each command in a toast. */
export function useConsoleReports(about: About): Reports {
  const t = useTranslations('console')
  const tErrors = useTranslations('errors')
  const locale = useLocale()
  const toast = useToast()
  const newest = useRef(about)
  useEffect(() => {
    newest.current = about
  })

  return useMemo(() => {
    const nameOf = (one: ServiceDto | undefined) => one?.name[locale] ?? ''

    function wordsOf(done: FinishedCommand): string {
      const passed = done.passedOver ?? 0
      if (passed === 0) return doneWords(done)
      const { formats } = newest.current
      return `${doneWords(done)}. ${t('done.passedOver', { count: passed, n: formats.number(passed) })}`
    }

    function doneWords({ command, ticket, previous }: FinishedCommand): string {
      const code = isolatedCode(ticket.code)
      if (command === 'walkIn') return t('walkIn.added')
      if (command === 'callNext' && previous)
        return t('done.callNextAfter', { previous: isolatedCode(previous.code), code })
      if (command === 'undo') return t('done.undo', { code, state: t(`state.${ticket.state}`) })
      if (command === 'transfer') return t('done.transfer', { code, service: ticket.service.name[locale] })
      return t(`done.${command}`, { code })
    }

    function reasonOf(explanation: Explanation, error: ApiError): string {
      const { service: here, placeName: place, branch: at } = newest.current
      switch (explanation.kind) {
        case 'queueEmpty':
        case 'queueEmptyRace':
          return t(`problem.${explanation.kind}`, { service: nameOf(here) })
        case 'busy':
          return t('problem.busy', { code: isolatedCode(explanation.code), place })
        case 'busyUnknown':
          return t('problem.busyUnknown', { place })
        case 'gone':
        case 'undoChanged':
        case 'alreadyThere':
          return t(`problem.${explanation.kind}`, { code: isolatedCode(explanation.code) })
        case 'changed': {
          const { ticket } = explanation
          const point = at.servicePoints.find((one) => one.slug === ticket.servicePoint)
          const words = { code: isolatedCode(ticket.code), state: t(`state.${ticket.state}`) }
          return point ? t('problem.changedAt', { ...words, place: point.label[locale] }) : t('problem.changed', words)
        }
        case 'allBusyElsewhere': {
          const { count } = explanation
          return t('problem.allBusyElsewhere', {
            service: nameOf(here),
            count,
            n: newest.current.formats.number(count),
          })
        }
        case 'busyElsewhere': {
          const service = nameOf(at.services.find((one) => one.slug === explanation.service))
          return t('problem.busyElsewhere', { code: isolatedCode(explanation.code), service })
        }
        case 'network':
        case 'nothingToUndo':
        case 'undoTooLate':
          return t(`problem.${explanation.kind}`)
        case 'other':
          return tErrors(error.code)
      }
    }

    return {
      done(done, undo) {
        // The walk-in dialog shows its own result, with the code to hand over.
        if (done.command === 'walkIn') return
        const action = { label: t('action.undo'), run: undo, keyHint: newest.current.undoKey }
        toast({ text: wordsOf(done), ms: undoShownFor, ...(done.command !== 'undo' && { action }) })
      },
      refused: (_, explanation, error) =>
        toast({ tone: 'problem', text: reasonOf(explanation, error), ms: problemShownFor }),
    }
  }, [t, tErrors, toast, locale])
}
