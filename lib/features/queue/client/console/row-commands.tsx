'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/lib/ui/button'
import type { LineTicketDto } from '../../line-contract'
import { isAtHand } from '../../rules'
import { fits } from './at-hand'
import type { TicketCommand } from './commands'
import { useConsole, useConsoleState } from './context'
import { currentAt } from './line-view'
import { isolatedCode } from './words'

/** The commands on a ticket of the line that was not called here. */
export function RowCommands({ ticket }: { ticket: LineTicketDto }) {
  const t = useTranslations('console')
  const { store, point, commands } = useConsole()
  const { lines } = useConsoleState(store)
  const atHand = isAtHand(ticket.state)
  const pointFree = point !== null && currentAt(Object.values(lines), point.slug) === null
  // A missed ticket is recalled to this point, which must be free and serve that clinic.
  const canRecall =
    ticket.state === 'missed' && pointFree && ticket.busyAt === null && point.services.includes(ticket.service.slug)
  const may = (command: TicketCommand) =>
    fits(command, ticket) && (command === 'recall' ? canRecall : command !== 'hold' || !atHand)
  const run = (command: TicketCommand) => () => commands.run(command, ticket)
  const pending = (command: TicketCommand) =>
    commands.pending?.command === command && commands.pending.ticket === ticket.id

  return (
    <div
      role="group"
      aria-label={t('line.more', { code: isolatedCode(ticket.code) })}
      className="flex flex-wrap gap-2 px-3 pb-3"
    >
      {may('recall') && (
        <Button size="small" variant="primary" onClick={run('recall')} pending={pending('recall')}>
          {t('action.recall')}
        </Button>
      )}
      {may('resume') && (
        <Button size="small" onClick={run('resume')} pending={pending('resume')}>
          {ticket.state === 'missed' ? t('action.resumeEnd') : t('action.resume')}
        </Button>
      )}
      {may('hold') && (
        <Button size="small" onClick={run('hold')} pending={pending('hold')}>
          {t('action.hold')}
        </Button>
      )}
      {may('transfer') && (
        <Button size="small" onClick={() => commands.ask('transfer', ticket)}>
          {t('action.transfer')}
        </Button>
      )}
      {may('cancel') && (
        <Button size="small" variant="danger" onClick={() => commands.ask('cancel', ticket)}>
          {t('action.cancel')}
        </Button>
      )}
    </div>
  )
}
