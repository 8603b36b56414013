'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { Link } from '@/lib/i18n/navigation'
import { useFormats } from '@/lib/i18n/use-formats'
import { buttonClass } from '@/lib/ui/button'
import { Card } from '@/lib/ui/card'
import { Icon } from '@/lib/ui/icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { ServiceIcon } from '@/lib/ui/service-icon'
import type { SetUpDto } from '../../set-up-contract'
import { partPath } from './set-up-page'

/** A branch that was just added: what it begins with, and what comes next. */
export function BranchMade({ setUp }: { setUp: SetUpDto }) {
  const t = useTranslations('branches.newBranch')
  const locale = useLocale()
  const { number } = useFormats(setUp.branch)
  const { slug, name } = setUp.branch
  const count = ({ length }: readonly unknown[]) => ({ count: length, n: number(length) })
  return (
    <>
      <PageHead title={t('made', { name: localised(name, locale) })} intro={t('madeText')} />
      <div className="grid max-w-3xl gap-6">
        <Card className="grid gap-4">
          <ul className="flex flex-wrap gap-x-6 gap-y-1 font-semibold">
            <li>{t('madeClinics', count(setUp.services))}</li>
            <li>{t('madeRooms', count(setUp.servicePoints))}</li>
            <li>{t('madePathways', count(setUp.pathways))}</li>
          </ul>
          {setUp.services.length > 0 && (
            <ul className="grid gap-x-4 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
              {setUp.services.map((it) => (
                <li key={it.slug} className="flex items-center gap-2.5">
                  <ServiceIcon icon={it.icon} className="size-9!" />
                  <bdi>{localised(it.name, locale)}</bdi>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <section className="grid gap-3">
          <h2 className="text-lg font-semibold">{t('next')}</h2>
          <div className="grid gap-3 sm:grid-cols-2">
            <Next href={partPath(slug, 'clinics')}>{t('toClinics')}</Next>
            <Next href={partPath(slug, 'hours')}>{t('toHours')}</Next>
            <Next href="/admin/staff">{t('toStaff')}</Next>
            <Next href={`/tv/${slug}`}>{t('toHall')}</Next>
          </div>
        </section>
      </div>
    </>
  )
}

function Next({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className={`${buttonClass()} justify-between!`}>
      {children}
      <Icon name="chevron" className="size-4" />
    </Link>
  )
}
