import type { ReactNode } from 'react'
import type { Tone } from '../badge'
import { classNames } from '../class-names'
import { Icon, type IconName } from '../icon'

const tones: Record<Tone, string> = {
  turn: 'text-turn',
  waiting: 'text-waiting',
  near: 'text-near',
  missed: 'text-missed',
  done: 'text-done',
  plain: 'text-ink-3',
}

/** The state of a row, by icon, word and colour. Without a ground of its own, so that a long list stays calm. */
export function StateWord({ tone = 'plain', icon, children }: { tone?: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className={classNames('inline-flex items-center gap-1.5 text-sm font-semibold', tones[tone])}>
      <Icon name={icon} className="size-4" />
      {children}
    </span>
  )
}
