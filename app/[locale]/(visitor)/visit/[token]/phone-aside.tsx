'use client'
import { use } from 'react'
import { PhoneCard } from '@/lib/features/persons/client/phone-card'
import { VisitContext } from './visit-context'

/** The offer to confirm a phone number, where there is one. */
export function PhoneAside() {
  const data = use(VisitContext)
  if (data === null || data.phone === null) return null
  return <PhoneCard token={data.token} branch={data.visit.branch} confirmed={data.phone.confirmed} />
}
