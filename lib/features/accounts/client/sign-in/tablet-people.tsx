'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useLoad } from '@/lib/client/use-load'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { Skeleton } from '@/lib/ui/skeleton'
import { listTabletPeople } from '../../endpoints'
import type { TabletPersonDto } from '../../pin-contract'
import { LoadProblem } from '../load-problem'

type Props = { choose: (person: TabletPersonDto) => void; withPassword: () => void }

/** Lists the people who have signed in with their password on this tablet. */
export function TabletPeople({ choose, withPassword }: Props) {
  const t = useTranslations('accounts.tablet')
  const { data, problem, reload } = useLoad<{ people: TabletPersonDto[] }>(listTabletPeople)
  const nobody = data?.people.length === 0
  // The tablet may have been revoked, and an empty list leaves no choice: both show the password form.
  const gone = problem?.code === 'not_signed_in' || problem?.code === 'not_allowed'
  useEffect(() => {
    if (gone || nobody) withPassword()
  }, [gone, nobody, withPassword])

  return (
    <div className="grid gap-5">
      <div>
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        <p className="text-ink-2">{t('intro')}</p>
      </div>
      {!data && !problem && (
        <div className="grid grid-cols-2 gap-3" aria-busy="true">
          {[1, 2, 3, 4].map((one) => (
            <Skeleton key={one} className="h-32" />
          ))}
        </div>
      )}
      {problem && !gone && !data && <LoadProblem problem={problem} retry={reload} />}
      {data && (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {data.people.map((person) => (
            <li key={person.account}>
              <button
                type="button"
                onClick={() => choose(person)}
                className="grid size-full content-start justify-items-center gap-2 rounded-md border border-line-strong bg-surface p-4 hover:bg-sunken"
              >
                <span
                  aria-hidden="true"
                  className="grid size-14 place-items-center rounded-full bg-turn-soft text-xl font-semibold text-turn-strong"
                >
                  {[...person.displayName][0]}
                </span>
                <bdi translate="no" className="font-semibold">
                  {person.displayName}
                </bdi>
                {person.locked && (
                  <Badge tone="near" icon="warning">
                    {t('locked')}
                  </Badge>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button wide onClick={withPassword}>
        {t('withPassword')}
      </Button>
    </div>
  )
}
