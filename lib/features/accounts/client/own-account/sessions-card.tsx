'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { request } from '@/lib/client/api-client'
import { useLoad } from '@/lib/client/use-load'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { ConfirmDialog } from '@/lib/ui/office/confirm-dialog'
import { Moment } from '@/lib/ui/office/moment'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { Skeleton } from '@/lib/ui/skeleton'
import { useToast } from '@/lib/ui/toast'
import type { OwnSessionDto } from '../../account-contract'
import { endOtherSessions, endOwnSession, listOwnSessions } from '../../endpoints'
import { AccountCard } from '../account-card'
import { LoadProblem } from '../load-problem'
import { useAttempt } from '../use-attempt'
import { browserOf } from './user-agent'

/** The sessions of the account; each can be ended, this one by signing out. */
export function SessionsCard() {
  const t = useTranslations('accounts.sessions')
  const tErrors = useTranslations('errors')
  const { data, problem, reload } = useLoad<{ sessions: OwnSessionDto[] }>(listOwnSessions)
  const [asked, setAsked] = useState<OwnSessionDto | 'others' | null>(null)
  const attempt = useAttempt()
  const toast = useToast()
  const others = data?.sessions.filter((it) => !it.current).length ?? 0

  async function end(which: OwnSessionDto | 'others'): Promise<void> {
    const refusal = await attempt.run(async () => {
      if (which === 'others') await request(endOtherSessions)
      else await request(endOwnSession, { params: { id: which.id } })
    })
    // A session that had already ended is the wanted result.
    if (refusal && refusal.code !== 'session_not_found') return
    setAsked(null)
    reload()
    toast({ text: which === 'others' ? t('othersEnded') : t('ended') })
  }

  return (
    <AccountCard
      icon={<OfficeIcon name="laptop" />}
      title={t('title')}
      text={t('text')}
      actions={others > 0 ? <Button onClick={() => setAsked('others')}>{t('endOthers')}</Button> : undefined}
    >
      {problem && !data && <LoadProblem problem={problem} retry={reload} />}
      {!data && !problem && <Skeleton className="h-24" />}
      {data && (
        <ul className="divide-y divide-line border-t border-line">
          {data.sessions.map((session) => (
            <SessionRow key={session.id} session={session} end={() => setAsked(session)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asked !== null}
        onClose={() => {
          setAsked(null)
          attempt.forget()
        }}
        title={asked === 'others' ? t('endOthersTitle') : t('endTitle')}
        confirm={asked === 'others' ? t('endOthers') : t('end')}
        danger
        pending={attempt.pending}
        problem={attempt.refusal ? tErrors(attempt.refusal.code) : undefined}
        onConfirm={() => asked && void end(asked)}
      >
        {asked === 'others' ? t('endOthersText') : t('endText')}
      </ConfirmDialog>
    </AccountCard>
  )
}

const pictures = { phone: 'phone', tablet: 'tablet', computer: 'laptop' } as const

function SessionRow({ session, end }: { session: OwnSessionDto; end: () => void }) {
  const t = useTranslations('accounts.sessions')
  const { browser, system, kind } = browserOf(session.userAgent)
  const name =
    browser && system
      ? t('browserOn', { browser: `\u2068${browser}\u2069`, system: `\u2068${system}\u2069` })
      : (browser ?? system ?? t('unknown'))
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4">
      <OfficeIcon name={pictures[kind]} className="size-6 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {name}
          {session.current && (
            <Badge tone="done" icon="check">
              {t('this')}
            </Badge>
          )}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-ink-2">
          <span>
            {t('seen')} <Moment at={session.seenAt} />
          </span>
          {session.device !== null && (
            <span>
              · <bdi>{session.device}</bdi>
            </span>
          )}
          {session.address !== null && (
            <span>
              · <bdi dir="ltr">{session.address}</bdi>
            </span>
          )}
          <span>· {t(`method.${session.method}`)}</span>
        </p>
        <p className="text-sm text-ink-3">
          {t('opened')} <Moment at={session.openedAt} /> · {t('until')} <Moment at={session.expiresAt} />
        </p>
      </div>
      {!session.current && (
        <Button size="small" variant="danger" aria-label={t('endOne', { name })} onClick={end}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}
