'use client'
import { lazy, type ReactNode, Suspense } from 'react'
import { OwnPart, useOwnData } from '@/lib/client/own-part'
import { OutboxNotes } from '@/lib/features/queue/client/visitor/outbox-notes'
import { VisitScreen } from '@/lib/features/queue/client/visitor/visit-screen'
import { VisitorFrame } from '@/lib/features/queue/client/visitor/visitor-frame'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import type { VisitData } from './read-visit'
import { VisitContext } from './visit-context'

// Loaded on demand, because most visits have no plan.
const JourneyPlan = lazy(() =>
  import('@/lib/features/journeys/client/journey-plan').then((module) => ({ default: module.JourneyPlan })),
)

type Props = {
  token: string
  /** Null in the page that our host writes the data into. */
  given: VisitData | null
  aside: ReactNode
}

/** The page of a visit. */
export function VisitPage({ token, given, aside }: Props) {
  const written = useOwnData<VisitData>()
  const data = given ?? written
  if (data === null) return <OwnPart />
  const { visit } = data
  const { plan, branch } = visit
  const way = (version: number) => (
    <Suspense>{plan && <JourneyPlan id={plan} token={token} branch={branch} version={version} />}</Suspense>
  )
  return (
    <VisitContext value={{ token, ...data }}>
      <VisitorFrame branch={branch} now={visit.at} bar={<LanguageSwitch />}>
        <OutboxNotes />
        <VisitScreen token={token} {...visit} way={way} aside={aside} />
      </VisitorFrame>
    </VisitContext>
  )
}
