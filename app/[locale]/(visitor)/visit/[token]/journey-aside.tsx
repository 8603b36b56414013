'use client'
import { lazy, Suspense, use } from 'react'
import { TicketVersion } from '@/lib/features/queue/client/visitor/ticket-version'
import { VisitContext } from './visit-context'

// Loaded on demand, because most visits have no plan.
const JourneyPlan = lazy(() =>
  import('@/lib/features/journeys/client/journey-plan').then((module) => ({ default: module.JourneyPlan })),
)

/** The way through the clinics of a pathway, for a visit that follows one. */
export function JourneyAside() {
  const data = use(VisitContext)
  const version = use(TicketVersion)
  if (!data?.visit.plan) return null
  const { plan, branch } = data.visit
  return (
    <Suspense>
      <JourneyPlan id={plan} token={data.token} branch={branch} version={version} />
    </Suspense>
  )
}
