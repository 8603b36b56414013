import { classNames } from './class-names'

const sizes = {
  /** Full size, when it is the main content of a phone. */
  hero: 'text-code font-bold',
  large: 'text-3xl font-bold',
  medium: 'text-2xl font-bold',
  small: 'text-base font-semibold',
}

type Props = { code: string; size?: keyof typeof sizes; className?: string }

/** A ticket's code, with letter and number separated as on paper. Always left to right. */
export function TicketCode({ code, size = 'small', className }: Props) {
  const parts = /^(\D+)(\d.*)$/.exec(code)
  const accent = size !== 'small' && 'text-turn'
  return (
    <bdi dir="ltr" translate="no" className={classNames('whitespace-nowrap tabular-nums', sizes[size], className)}>
      {parts ? (
        <>
          <span className={classNames('me-[0.14em]', accent)}>{parts[1]}</span>
          {parts[2]}
        </>
      ) : (
        code
      )}
    </bdi>
  )
}
