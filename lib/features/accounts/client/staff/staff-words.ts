'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { BranchRef } from '@/lib/features/branches/contract'
import { localised } from '@/lib/i18n/localised'
import type { HeldRole } from './role-rows'

export type StaffWords = {
  branch: (slug: string | null) => string
  /** "Reception", with the branch where there are several. */
  held: (role: HeldRole) => string
}

/** Display names of roles and branches. */
export function useStaffWords(branches: readonly BranchRef[]): StaffWords {
  const t = useTranslations('accounts')
  const locale = useLocale()
  const branch = (slug: string | null): string => {
    if (slug === null) return t('staff.allBranches')
    const found = branches.find((it) => it.slug === slug)
    return found ? localised(found.name, locale) : slug
  }
  return {
    branch,
    held: (it) =>
      branches.length > 1
        ? t('staff.roleIn', { role: t(`roles.${it.role}`), branch: `\u2068${branch(it.branch)}\u2069` })
        : t(`roles.${it.role}`),
  }
}
