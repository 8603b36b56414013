import { useLocale, useTranslations } from 'next-intl'
import { auditActions } from '@/lib/features/all-audit-actions'
import { staffRoles } from '@/lib/shared/permissions'
import type { AuditEntryDto, AuditPageDto } from '../contract'

type Value = NonNullable<AuditEntryDto['after']>[string]

/** Translations looked up by keys from data. */
type Lookup = { (key: string): string; has: (key: string) => boolean }

/** Translates the terms of the audit; shows a term without a text unchanged. */
export function useAuditWords(names: AuditPageDto['names']) {
  const t = useTranslations('audit')
  // The types know literal keys only; these come from rows, and each is checked with `has` first.
  const byData = t as Lookup
  const people = useTranslations('accounts')
  const locale = useLocale()

  const wordOf = (group: string, key: string): string | null => {
    const path = `${group}.${key}`
    return byData.has(path) ? byData(path) : null
  }
  const nameOf = (id: string): string | null => names[id]?.[locale] ?? null

  /** `clerk@main`: a role and where it is held. */
  function roleOf(text: string): string | null {
    const [name, branch] = text.split('@')
    const role = staffRoles.find((it) => it === name)
    if (!role) return null
    const word = people(`roles.${role}`)
    return branch === undefined || branch === '*' ? word : `${word} (${branch})`
  }

  function textOf(text: string): string {
    return nameOf(text) ?? wordOf('values', text) ?? roleOf(text) ?? text
  }

  return {
    nameOf,
    action: (name: string): string => {
      const action = auditActions.find((it) => it === name)
      // Typed: an action without a text does not compile. Terms of older versions are shown unchanged.
      return action ? t(`actions.${action}`) : name
    },
    kind: (noun: string): string => wordOf('kinds', noun) ?? noun,
    field: (name: string): string => wordOf('fields', name) ?? name,
    subject: (type: string): string => wordOf('subjects', type) ?? type,
    value: (value: Value | undefined): string => {
      if (value === undefined || value === null) return t('details.none')
      if (typeof value === 'boolean') return t(value ? 'details.yes' : 'details.no')
      if (typeof value === 'number') return String(value)
      if (typeof value === 'string') return textOf(value)
      return value.length === 0 ? t('details.none') : value.map(textOf).join(people('separator'))
    },
  }
}

export type AuditWords = ReturnType<typeof useAuditWords>
