'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import type { Permission } from '@/lib/shared/permissions'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { isWithin, landingPath, sectionsFor } from './admin-sections'

type Props = {
  permissions: readonly Permission[]
  /** After a press on any of them: the menu of a phone closes. */
  onGo?: () => void
}

/** Where somebody may go: the sections that their roles open, the console, and their own account. */
export function AdminNav({ permissions, onGo }: Props) {
  const t = useTranslations('admin.nav')
  const sections = sectionsFor(permissions)
  return (
    <nav aria-label={t('label')} className="grid gap-6">
      <ul className="grid gap-1">
        {landingPath(permissions) === '/console' && (
          <Entry path="/console" icon={<Icon name="turn" />} onGo={onGo}>
            {t('console')}
          </Entry>
        )}
        <Entry path="/account" icon={<OfficeIcon name="shield" />} onGo={onGo}>
          {t('account')}
        </Entry>
      </ul>
      {sections.length > 0 && (
        <div>
          <p className="px-3 pb-1 text-sm text-ink-3">{t('admin')}</p>
          <ul className="grid gap-1">
            {sections.map(({ name, path, icon }) => (
              <Entry key={name} path={path} icon={<OfficeIcon name={icon} />} onGo={onGo}>
                {t(name)}
              </Entry>
            ))}
          </ul>
        </div>
      )}
    </nav>
  )
}

type EntryProps = { path: string; icon: ReactNode; onGo?: (() => void) | undefined; children: ReactNode }

function Entry({ path, icon, onGo, children }: EntryProps) {
  const current = isWithin(usePathname(), path)
  return (
    <li>
      <Link
        href={path}
        aria-current={current ? 'page' : undefined}
        {...(onGo && { onClick: onGo })}
        className={classNames(
          'flex min-h-tap items-center gap-3 rounded-md px-3',
          current ? 'bg-turn-soft font-semibold text-turn-strong' : 'text-ink-2 hover:bg-sunken hover:text-ink',
        )}
      >
        {icon}
        {children}
      </Link>
    </li>
  )
}
