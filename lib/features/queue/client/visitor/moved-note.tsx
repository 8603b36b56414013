import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { Icon } from '@/lib/ui/icon'
import type { TicketDto } from '../../contract'
import { isOver } from './visit-view'

/** From which clinic to which a ticket was moved, until its holder is there; empty when it was not. */
export function useMovedText(): (ticket: TicketDto) => string {
  const t = useTranslations('visitor.visit')
  const locale = useLocale()
  return (ticket) => {
    const { movedFrom, service, state } = ticket
    if (!movedFrom || state === 'in_service' || isOver(ticket)) return ''
    return t('moved', { from: localised(movedFrom.name, locale), to: localised(service.name, locale) })
  }
}

/** Explains why the clinic is not the one that gave the number. */
export function MovedNote({ ticket }: { ticket: TicketDto }) {
  const text = useMovedText()(ticket)
  if (text === '') return null
  return (
    <p className="flex items-start gap-2 rounded-md bg-waiting-soft px-4 py-3 text-start text-waiting">
      <Icon name="transfer" className="mt-0.5 size-5" />
      {text}
    </p>
  )
}
