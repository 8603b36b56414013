import { classNames } from '@/lib/ui/class-names'
import { groupCode } from '../rules'

type Props = { code: string | null; label: string; className?: string }

/** The pairing code in two groups of four, left to right in both languages. */
export function PairingCode({ code, label, className }: Props) {
  return (
    <p
      aria-live="polite"
      className={classNames('leading-none font-semibold tracking-wider whitespace-nowrap', className)}
    >
      <span className="sr-only">{label}</span>
      {code === null ? (
        <span aria-hidden="true" className="animate-breathe text-line-strong">
          ···· ····
        </span>
      ) : (
        <bdi dir="ltr" translate="no" data-code={code}>
          {groupCode(code)}
        </bdi>
      )}
    </p>
  )
}
