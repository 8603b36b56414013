import { useLocale } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { Badge } from '@/lib/ui/badge'
import type { LineTicketDto } from '../../line-contract'
import { useConsole } from './context'

/** The class of priority of a ticket, unless it is the normal one. */
export function ClassBadge({ ticket }: { ticket: LineTicketDto }) {
  const locale = useLocale()
  const { branch } = useConsole()
  const known = branch.classes.find(({ slug }) => slug === ticket.class)
  if (!known || ticket.class === 'normal') return null
  const urgent = ticket.priority === 'emergency'
  return (
    <Badge tone={urgent ? 'missed' : 'near'} icon={urgent ? 'warning' : 'user'}>
      {localised(known.name, locale)}
    </Badge>
  )
}
