import { Both } from '@/lib/ui/both'
import { type TvWords, wordOf } from './words'

/** The address for phones, and its QR as one SVG path on a square of `size` modules. */
export type TvLink = { address: string; path: string; size: number }

/** The QR code that opens the visitor's page on a phone. */
export function TvFollow({ link, words }: { link: TvLink; words: TvWords }) {
  return (
    <section className="flex items-center gap-4">
      <svg
        role="img"
        aria-label={link.address}
        viewBox={`0 0 ${link.size} ${link.size}`}
        shapeRendering="crispEdges"
        // A QR code is black on white in every scheme: cameras expect it.
        className="size-28 shrink-0 rounded-sm bg-[#fff]"
      >
        <path d={link.path} fill="#000" />
      </svg>
      <div className="grid min-w-0 gap-0.5">
        <Both
          text={wordOf(words, 'follow')}
          stacked
          firstClass="text-lg font-semibold"
          secondClass="text-base text-ink-2"
        />
        <bdi dir="ltr" className="justify-self-start text-sm text-ink-3">
          {link.address.replace(/^https?:\/\//, '')}
        </bdi>
      </div>
    </section>
  )
}
