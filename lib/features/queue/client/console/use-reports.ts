'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import type { ApiError } from '@/lib/client/api-client'
import type { BranchDto, ServiceDto } from '@/lib/features/branches/contract'
import type { Formats } from '@/lib/i18n/formats'
import { useToast } from '@/lib/ui/toast'
import type { Hindrance } from './at-hand'
import type { Command, FinishedCommand } from './commands'
import type { Explanation } from './explain'
import type { LeftOut } from './press-order'
import { isolatedCode } from './words'

/** How long the undo button is shown, in milliseconds; the key works longer. */
const undoShownFor = 10_000
/** How long a message is shown, in milliseconds: long enough to read twice. */
const problemShownFor = 20_000

type About = { branch: BranchDto; service: ServiceDto; placeName: string; undoKey: string; formats: Formats }

export type Reports = {
  done(done: FinishedCommand, undo: () => void): void
  /** Returns the reason in words. `alsoDropped`: a press that waited for this command was dropped too. */
  refused(command: Command, explanation: Explanation, error: ApiError, alsoDropped: boolean): string
  hindered(hindrance: Hindrance): void
  leftOut(why: LeftOut): void
  wordsOf(why: LeftOut | 'dropped'): string
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

    function resultOf(done: FinishedCommand): string {
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
          return t(`problem.${explanation.kind}`)
        case 'other':
          return tErrors(error.code)
      }
    }

    function hindranceOf(hindrance: Hindrance): string {
      switch (hindrance.kind) {
        case 'nobodyHere':
          return t('current.nobody')
        case 'notNow': {
          const { code, state } = hindrance.ticket
          return t('leftOut.notNow', { code: isolatedCode(code), state: t(`state.${state}`) })
        }
        case 'doubled':
          return t('leftOut.doubled')
        case 'noRoom':
        case 'nothingToUndo':
          return t(`problem.${hindrance.kind}`)
      }
    }

    return {
      done(done, undo) {
        // The walk-in dialog shows its own result, with the code to hand over.
        if (done.command === 'walkIn') return
        const action = { label: t('action.undo'), run: undo, keyHint: newest.current.undoKey }
        toast({ text: resultOf(done), ms: undoShownFor, ...(done.command !== 'undo' && { action }) })
      },
      refused(command, explanation, error, alsoDropped) {
        const reason = reasonOf(explanation, error)
        const text = alsoDropped ? `${reason} ${t('leftOut.dropped')}` : reason
        // The walk-in dialog stays open and shows it.
        if (command !== 'walkIn') toast({ tone: 'problem', text, ms: problemShownFor })
        return reason
      },
      hindered: (hindrance) => toast({ text: hindranceOf(hindrance) }),
      leftOut: (why) => toast({ text: t(`leftOut.${why}`) }),
      wordsOf: (why) => t(`leftOut.${why}`),
    }
  }, [t, tErrors, toast, locale])
}
