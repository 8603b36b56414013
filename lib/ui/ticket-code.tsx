import { classNames } from './class-names'

const sizes = {
  large: 'text-3xl font-semibold',
  medium: 'text-2xl font-semibold',
  small: 'text-base font-semibold',
}

/**
 * The largest size: as wide as the code may be without outgrowing its card. `--beside` is what the page keeps beside it,
 * and the divisor the width of the widest code of this length, in its own size.
 */
function heroSize(length: number): string {
  if (length <= 4) return 'text-[min(var(--step-code),calc((100vw-var(--beside,5rem))/2.9))]'
  if (length === 5) return 'text-[min(var(--step-code),calc((100vw-var(--beside,5rem))/3.9))]'
  if (length === 6) return 'text-[min(6rem,calc((100vw-var(--beside,5rem))/4.8))]'
  return 'text-[min(5rem,calc((100vw-var(--beside,5rem))/6))]'
}

type Props = { code: string; size?: keyof typeof sizes | 'hero'; className?: string }

/** A ticket's code, with letter and number separated as on paper. Always left to right. */
export function TicketCode({ code, size = 'small', className }: Props) {
  const parts = /^(\D+)(\d.*)$/.exec(code)
  const accent = size !== 'small' && 'text-turn'
  const look = size === 'hero' ? classNames(heroSize(code.length), 'leading-none font-semibold') : sizes[size]
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
