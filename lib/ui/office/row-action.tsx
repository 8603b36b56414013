import type { ReactNode } from 'react'
import { Button } from '../button'

type Props = {
  icon: ReactNode
  /** The verb, shown where there is room. */
  text: string
  /** The verb with its object, for screen readers: the rows have the same buttons. */
  label: string
  danger?: boolean
  onPress: () => void
}

/** A button at the end of a row; only its icon on a phone. */
export function RowAction({ icon, text, label, danger = false, onPress }: Props) {
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={label}
      title={text}
      onClick={onPress}
      className={danger ? 'text-missed! enabled:hover:bg-missed-soft!' : undefined}
    >
      {icon}
      <span className="max-lg:hidden">{text}</span>
    </Button>
  )
}
