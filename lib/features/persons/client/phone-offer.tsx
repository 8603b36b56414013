'use client'

import { type ComponentType, type ReactNode, useState } from 'react'
import { Button } from '@/lib/ui/button'
import type { PhoneFormProps } from './phone-form'

type Props = PhoneFormProps & { action: string; problem: string; children: ReactNode }

/** Offers to confirm a phone number. What that takes is fetched when somebody wants to: most do not. */
export function PhoneOffer({ action, problem, children, ...form }: Props) {
  const [Form, setForm] = useState<ComponentType<PhoneFormProps> | null>(null)
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
