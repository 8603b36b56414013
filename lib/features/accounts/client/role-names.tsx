import { useTranslations } from 'next-intl'
import { staffRoles } from '@/lib/shared/permissions'
import type { SessionDto } from '../contract'

/** The roles that somebody holds, each once, in the order of the table of rights. */
export function RoleNames({ roles }: { roles: SessionDto['roles'] }) {
  const t = useTranslations('accounts.roles')
  const separator = useTranslations('accounts')('separator')
  return staffRoles
    .filter((role) => roles.some((held) => held.role === role))
    .map((role) => t(role))
    .join(separator)
}
