import type { ComponentProps } from 'react'
import { classNames } from './class-names'

type Props = ComponentProps<'section'> & {
  /** `raised` for the main subject of the screen; `sunken` for closed or past items. */
  tone?: 'plain' | 'raised' | 'sunken'
  padded?: boolean
}

const tones = {
  plain: 'bg-surface border-line shadow-1',
  raised: 'bg-surface border-line shadow-2',
  sunken: 'bg-sunken border-line',
}

/** A surface for one subject. */
export function Card({ tone = 'plain', padded = true, className, ...rest }: Props) {
  return <section {...rest} className={classNames('rounded-lg border', tones[tone], padded && 'p-5', className)} />
}

/** The tear line of a paper ticket, with its two notches. Use inside a card without padding. */
export function TearLine() {
  const notch = 'absolute top-1/2 size-5 -translate-y-1/2 rounded-full border border-line bg-paper'
  return (
    <div aria-hidden="true" className="relative h-5 overflow-hidden">
      <span className="absolute inset-x-4 top-1/2 border-t-2 border-dashed border-line" />
      <span className={classNames(notch, '-start-2.5')} />
      <span className={classNames(notch, '-end-2.5')} />
    </div>
  )
}
