import { classNames } from './class-names'

const sizes = {
  large: 'text-3xl font-semibold',
  medium: 'text-2xl font-semibold',
  small: 'text-base font-semibold',
}

/** The width of the widest code of each length, in its own size; codes of four characters need 2.9. */
const widths: Record<number, string> = {
  5: '[--code-width:3.9]',
  6: '[--code-width:4.8] [--step-code:6rem]',
  7: '[--code-width:6] [--step-code:5rem]',
}

type Props = { code: string; size?: keyof typeof sizes | 'hero'; className?: string }

/** A ticket's code, with letter and number separated as on paper. Always left to right. */
export function TicketCode({ code, size = 'small', className }: Props) {
  const parts = /^(\D+)(\d.*)$/.exec(code)
  const accent = size !== 'small' && 'text-turn'
  const look = size === 'hero' ? classNames('text-code font-semibold', widths[Math.min(code.length, 7)]) : sizes[size]
  return (
    <bdi dir="ltr" translate="no" className={classNames('whitespace-nowrap tabular-nums', look, className)}>
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
