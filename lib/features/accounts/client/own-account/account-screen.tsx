'use client'

import { useTranslations } from 'next-intl'
import { useLoad } from '@/lib/client/use-load'
import { PageHead } from '@/lib/ui/office/page-head'
import { Skeleton } from '@/lib/ui/skeleton'
import type { OwnAccountDto } from '../../account-contract'
import type { SessionDto } from '../../contract'
import { getOwnAccount } from '../../endpoints'
import { LoadProblem } from '../load-problem'
import { RoleNames } from '../role-names'
import { PasswordCard } from './password-card'
import { PinCard } from './pin-card'
import { SecondFactorCard } from './second-factor-card'
import { SessionsCard } from './sessions-card'

/** The own account: its credentials and its sessions. */
export function AccountScreen({ session }: { session: SessionDto }) {
  const t = useTranslations('accounts.account')
  const { data, problem, reload } = useLoad<OwnAccountDto>(getOwnAccount)
  return (
    <>
      <PageHead
        title={t('title')}
        intro={
          <>
            <bdi translate="no">{session.displayName}</bdi>
            {' · '}
            <bdi translate="no" dir="ltr">
              {session.username}
            </bdi>
            {' · '}
            <RoleNames roles={session.roles} />
          </>
        }
      />
      <div className="grid gap-4">
        {problem && !data && <LoadProblem problem={problem} retry={reload} />}
        {!data && !problem && [1, 2, 3].map((one) => <Skeleton key={one} className="h-24" />)}
        {data && (
          <>
            <PasswordCard username={data.username} />
            <SecondFactorCard account={data} reload={reload} />
            <PinCard account={data} reload={reload} />
            <SessionsCard />
          </>
        )}
      </div>
    </>
  )
}
