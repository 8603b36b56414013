'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { Link } from '@/lib/i18n/navigation'
import { PlaceProvider, usePlaceFormats } from '@/lib/i18n/place'
import { buttonClass } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { SelectField } from '@/lib/ui/office/select-field'
import type { SetUpDto } from '../../set-up-contract'
import { BranchPart } from './branch-part'
import { ClinicsPart } from './clinics-part'
import { HoursPart } from './hours-part'
import { PathwaysPart } from './pathways-part'
import { RoomsPart } from './rooms-part'
import { partPath, type SetUpPage, type SetUpPart, setUpParts } from './set-up-page'

type Props = SetUpPage & { part: SetUpPart }

const parts = { clinics: ClinicsPart, rooms: RoomsPart, hours: HoursPart, pathways: PathwaysPart, branch: BranchPart }

/** The set-up of a branch, one part at a time. */
export function SetUpScreen({ setUp, branches, mayAdd, part }: Props) {
  const t = useTranslations('branches')
  const locale = useLocale()
  const router = useRouter()
  const { slug } = setUp.branch
  const Part = parts[part]
  return (
    <PlaceProvider place={setUp.branch}>
      <PageHead
        title={t('title')}
        intro={t('intro')}
        action={
          mayAdd && (
            <Link href="/admin/set-up/new-branch" className={buttonClass()}>
              <Icon name="plus" />
              {t('addBranch')}
            </Link>
          )
        }
      />
      {branches.length > 1 && (
        <SelectField
          label={t('branch')}
          value={slug}
          onChange={(event) => router.push(`/${locale}${partPath(event.target.value, part)}`)}
          options={branches.map((it) => ({ value: it.slug, label: localised(it.name, locale) }))}
          className="mb-5 max-w-sm"
        />
      )}
      <Tabs setUp={setUp} part={part} />
      <Part key={`${slug} ${part}`} setUp={setUp} />
    </PlaceProvider>
  )
}

function Tabs({ setUp, part }: { setUp: SetUpDto; part: SetUpPart }) {
  const t = useTranslations('branches.parts')
  const { number } = usePlaceFormats()
  const counts: Partial<Record<SetUpPart, number>> = {
    clinics: setUp.services.length,
    rooms: setUp.servicePoints.length,
    pathways: setUp.pathways.length,
  }
  return (
    <nav aria-label={t('label')} className="mb-5 border-b border-line">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {setUpParts.map((it) => {
          const count = counts[it]
          return (
            <li key={it}>
              <Link
                href={partPath(setUp.branch.slug, it)}
                aria-current={it === part ? 'page' : undefined}
                className={classNames(
                  'flex min-h-tap items-center gap-2 border-b-2 px-3',
                  it === part
                    ? 'border-turn font-semibold text-turn-strong'
                    : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink',
                )}
              >
                {t(it)}
                {count !== undefined && count > 0 && (
                  <span className="text-sm font-normal text-ink-3">{number(count)}</span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
