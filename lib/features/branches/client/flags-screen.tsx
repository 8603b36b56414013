'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { localised } from '@/lib/i18n/localised'
import type { LocalisedText } from '@/lib/shared/fields'
import { ConfirmDialog } from '@/lib/ui/office/confirm-dialog'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import { SelectField } from '@/lib/ui/office/select-field'
import type { FlagDto } from '../contract'
import { flags as table } from '../flags'
import { FlagCard } from './flag-card'
import { useFlagSwitch } from './use-flag-switch'

type Props = {
  branch: string
  /** The branches whose flags may be seen. */
  branches: readonly { slug: string; name: LocalisedText }[]
  flags: readonly FlagDto[]
}

const refreshEvery = 20_000

/** The features of a branch: which are on, and switching them. Asks first when visitors lose something. */
export function FlagsScreen({ branch, branches, flags }: Props) {
  const t = useTranslations('flags')
  const locale = useLocale()
  const router = useRouter()
  const { shown, pending, turn } = useFlagSwitch(branch, flags)
  const [asking, setAsking] = useState<FlagDto | null>(null)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), refreshEvery)
    return () => clearInterval(timer)
  }, [router])

  const onTurn = (flag: FlagDto, on: boolean) => {
    if (!on && table[flag.name].servesVisitors) setAsking(flag)
    else void turn(flag, on)
  }
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      {branches.length > 1 && (
        <SelectField
          label={t('branch')}
          value={branch}
          onChange={(event) => router.push(`/${locale}/admin/flags?branch=${event.target.value}`)}
          options={branches.map((it) => ({ value: it.slug, label: localised(it.name, locale) }))}
          className="mb-6 max-w-sm"
        />
      )}
      {shown.length === 0 ? (
        <EmptyState icon={<OfficeIcon name="flag" className="size-7" />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <ul aria-label={t('list')} className="grid gap-4">
          {shown.map((flag) => (
            <li key={flag.name}>
              <FlagCard flag={flag} pending={pending === flag.name} onTurn={(on) => onTurn(flag, on)} />
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <ConfirmDialog
          open
          onClose={() => setAsking(null)}
          title={t('switchOff.title', { name: t(`about.${asking.name}.name`) })}
          confirm={t('switchOff.submit')}
          danger
          onConfirm={() => {
            setAsking(null)
            void turn(asking, false)
          }}
        >
          {t(`about.${asking.name}.whileOff`)}
        </ConfirmDialog>
      )}
    </>
  )
}
