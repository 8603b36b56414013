import { OfficeIcon } from '@/lib/ui/office/office-icon'

type Props = {
  /** Whether the typed text is shown. */
  shown: boolean
  onTurn: (shown: boolean) => void
  words: { show: string; hide: string }
}

/** Shows and hides what is typed into a secret field; stands at the end of it. */
export function RevealButton({ shown, onTurn, words }: Props) {
  return (
    <button
      type="button"
      aria-pressed={shown}
      aria-label={shown ? words.hide : words.show}
      onClick={() => onTurn(!shown)}
      className="absolute inset-y-0 end-0 grid w-12 place-items-center rounded-md text-ink-2 hover:text-ink"
    >
      <OfficeIcon name={shown ? 'hidden' : 'visible'} />
    </button>
  )
}
