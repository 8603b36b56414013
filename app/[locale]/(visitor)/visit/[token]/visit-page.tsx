'use client'
import type { ReactNode } from 'react'
import { OwnPart, useOwnData } from '@/lib/client/own-part'
import { OutboxNotes } from '@/lib/features/queue/client/visitor/outbox-notes'
import { VisitScreen } from '@/lib/features/queue/client/visitor/visit-screen'
import { VisitorFrame } from '@/lib/features/queue/client/visitor/visitor-frame'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import type { VisitData } from './read-visit'
import { VisitContext } from './visit-context'

type Props = {
  token: string
  /** Null in the page that our host writes the data into. */
  given: VisitData | null
  /** The plan of the visit. */
  way: ReactNode
  aside: ReactNode
}

/** The page of a visit. */
export function VisitPage({ token, given, way, aside }: Props) {
  const written = useOwnData<VisitData>()
  const data = given ?? written
  if (data === null) return <OwnPart />
  const { visit } = data
  return (
    <VisitContext value={{ token, ...data }}>
      <VisitorFrame branch={visit.branch} now={visit.at} bar={<LanguageSwitch />}>
        <OutboxNotes />
        <VisitScreen token={token} {...visit} way={way} aside={aside} />
      </VisitorFrame>
    </VisitContext>
  )
}
