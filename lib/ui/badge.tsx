import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'

export type Tone = 'turn' | 'waiting' | 'near' | 'missed' | 'done' | 'plain'

const tones: Record<Tone, string> = {
  turn: 'bg-turn text-on-turn',
  waiting: 'bg-waiting-soft text-waiting',
  near: 'bg-near-soft text-near',
  missed: 'bg-missed-soft text-missed',
  done: 'bg-done-soft text-done',
  plain: 'bg-sunken text-ink-2',
}

/** A short word with an icon and a colour role, so that meaning never depends on colour alone. */
export function Badge({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-3 py-1 text-sm font-semibold',
        tones[tone],
      )}
    >
      {icon && <Icon name={icon} className="size-4" />}
      {children}
    </span>
  )
}

/** A ticket's state as shown to a visitor: `near` when few are ahead. */
export type VisitState =
  | 'waiting'
  | 'near'
  | 'called'
  | 'in_service'
  | 'on_hold'
  | 'missed'
  | 'completed'
  | 'cancelled'
  | 'expired'

const looks: Record<VisitState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'waiting', icon: 'clock' },
  near: { tone: 'near', icon: 'near' },
  called: { tone: 'turn', icon: 'bell' },
  in_service: { tone: 'turn', icon: 'turn' },
  on_hold: { tone: 'plain', icon: 'pause' },
  missed: { tone: 'missed', icon: 'noAnswer' },
  completed: { tone: 'done', icon: 'check' },
  cancelled: { tone: 'plain', icon: 'close' },
  expired: { tone: 'plain', icon: 'clock' },
}

/** The state of a ticket. */
export function StateBadge({ state }: { state: VisitState }) {
  const t = useTranslations('shell.state')
  const { tone, icon } = looks[state]
  return (
    <Badge tone={tone} icon={icon}>
      {t(state)}
    </Badge>
  )
}
