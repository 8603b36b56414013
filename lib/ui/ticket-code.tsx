import { classNames } from './class-names'

const sizes = {
  /** The one thing on a phone. */
  hero: 'text-code font-bold',
  large: 'text-3xl font-bold',
  medium: 'text-2xl font-bold',
  small: 'text-base font-semibold',
}

type Props = { code: string; size?: keyof typeof sizes; className?: string }

/** A ticket's code, letter and number apart as on paper. Read left to right in both languages. */
export function TicketCode({ code, size = 'small', className }: Props) {
  const parts = /^(\D+)(\d.*)$/.exec(code)
  const accent = size !== 'small' && 'text-turn'
  return (
    <bdi dir="ltr" className={classNames('whitespace-nowrap tabular-nums', sizes[size], className)}>
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
