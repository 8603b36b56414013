import { classNames } from '@/lib/ui/class-names'
import { drawLine } from './visit-view'

type Props = { ahead: number; behind: number; serving: boolean; near: boolean; number: (value: number) => string }

/** The line as dots: in service, ahead, you, behind. Illustrates the text beside it. */
export function PeopleLine({ ahead, behind, serving, near, number }: Props) {
  const line = drawLine(ahead, behind, serving)
  return (
    <div aria-hidden="true" className="flex min-h-6 items-center justify-center gap-2">
      {line.serving && <span className="size-3.5 rounded-full bg-turn" />}
      {line.hiddenAhead > 0 && <span className="px-0.5 text-sm text-ink-3">+{number(line.hiddenAhead)}</span>}
      {dots(line.ahead).map((dot) => (
        <span key={dot} className="size-3 rounded-full bg-line-strong" />
      ))}
      <span
        className={classNames('mx-0.5 size-6 rounded-full border-[5px]', near ? 'border-near' : 'border-waiting')}
      />
      {dots(line.behind).map((dot) => (
        <span key={dot} className="size-3 rounded-full border-[1.5px] border-line-strong" />
      ))}
    </div>
  )
}

function dots(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
