import { useTranslations } from 'next-intl'
import { staffRoles } from '@/lib/shared/permissions'
import type { SessionDto } from '../contract'

/** The names of the roles held, without repetition, in the order of the permission table. */
export function RoleNames({ roles }: { roles: SessionDto['roles'] }) {
  const t = useTranslations('accounts.roles')
  const separator = useTranslations('accounts')('separator')
  return staffRoles
    .filter((role) => roles.some((held) => held.role === role))
    .map((role) => t(role))
    .join(separator)
}
