'use client'

import { type ComponentType, type ReactNode, useState } from 'react'
import { Button } from '@/lib/ui/button'
import type { PhoneOfVisit } from './phone-confirmation'

type Props = PhoneOfVisit & { action: string; problem: string; children: ReactNode }

/** Offers to confirm a phone number. The form is loaded on demand, because most visitors do not use it. */
export function PhoneOffer({ action, problem, children, ...form }: Props) {
  const [Form, setForm] = useState<ComponentType<PhoneOfVisit> | null>(null)
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState(false)
  if (Form) return <Form {...form} />

  const open = () => {
    setPending(true)
    setFailed(false)
    import('./phone-form')
      .then((module) => setForm(() => module.PhoneForm))
      .catch(() => setFailed(true))
      .finally(() => setPending(false))
  }
  return (
    <>
      {children}
      <div role="alert" className="text-sm font-semibold text-missed empty:hidden">
        {failed && problem}
      </div>
      <Button pending={pending} onClick={open}>
        {action}
      </Button>
    </>
  )
}
