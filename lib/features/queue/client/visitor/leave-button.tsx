'use client'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import type { TicketDto } from '../../contract'

const load = () => import('./leave-dialog')
const LeaveDialog = lazy(() => load().then((module) => ({ default: module.LeaveDialog })))

/** The question is loaded some seconds after the page, so that it is there when the network is not. */
const loadedAfter = 8_000

type Props = {
  ticket: TicketDto
  token: string
  /** The command to leave is queued on this phone. */
  waits: boolean
  onLeft: (ticket: TicketDto) => void
}

/** Leaves the line, after a question. */
export function LeaveButton({ waits, ...about }: Props) {
  const t = useTranslations('visitor')
  const [asking, setAsking] = useState<boolean | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), loadedAfter)
    return () => clearTimeout(timer)
  }, [])
  // Without the network in the first seconds it cannot be asked: another press tries again.
  const ask = () =>
    void load().then(
      () => setAsking(true),
      () => undefined,
    )
  return (
    <>
      <Button variant="danger" disabled={waits} onClick={ask}>
        <Icon name={waits ? 'offline' : 'close'} />
        {waits ? t('outbox.title') : t('visit.leave')}
      </Button>
      {asking !== null && (
        <Suspense>
          <LeaveDialog {...about} open={asking} close={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
