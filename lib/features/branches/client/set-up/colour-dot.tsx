'use client'

/** The colour of the line that leads to a room; nothing without one. */
export function ColourDot({ colour }: { colour: string | null }) {
  if (colour === null) return null
  return (
    <span
      aria-hidden="true"
      // Set after mount: the Content-Security-Policy refuses a style attribute in the server's HTML.
      ref={(dot) => dot?.style.setProperty('background-color', colour)}
      className="size-4 shrink-0 rounded-full border border-line-strong"
    />
  )
}
