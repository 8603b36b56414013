import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'

const tones: Record<Tone, string> = {
  turn: 'bg-turn-soft text-turn-strong',
  waiting: 'bg-waiting-soft text-waiting',
  near: 'bg-near-soft text-near',
  missed: 'bg-missed-soft text-missed',
  done: 'bg-done-soft text-done',
  plain: 'bg-sunken text-ink-2',
}

type Props = { tone?: Tone; icon?: IconName; title?: string; children?: ReactNode; className?: string }

/** A few sentences that explain a state: closed, full, offline, an error. */
export function Notice({ tone = 'plain', icon = 'warning', title, children, className }: Props) {
  return (
    <div className={classNames('flex items-start gap-3 rounded-md p-4', tones[tone], className)}>
      <Icon name={icon} className="mt-0.5 size-5" />
      <div className="min-w-0 flex-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  )
}
