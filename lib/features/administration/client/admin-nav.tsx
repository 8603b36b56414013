'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import type { Permission } from '@/lib/shared/permissions'
import { type AdminSection, isWithin, landingPath, sectionsFor } from '@/lib/shared/staff-sections'
import { classNames } from '@/lib/ui/class-names'
import { Icon } from '@/lib/ui/icon'
import { OfficeIcon, type OfficeIconName } from '@/lib/ui/office/office-icon'

const icons: Record<AdminSection['name'], OfficeIconName> = {
  setUp: 'building',
  staff: 'people',
  persons: 'person',
  devices: 'devices',
  software: 'code',
  flags: 'flag',
  waits: 'clock',
  audit: 'audit',
  jobs: 'jobs',
}

type Props = {
  permissions: readonly Permission[]
  /** Called when an entry is pressed, so that the phone's menu closes. */
  onGo?: () => void
}

/** Links to the console, the own account and the sections that the permissions open. */
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
            {sections.map(({ name, path }) => (
              <Entry key={name} path={path} icon={<OfficeIcon name={icons[name]} />} onGo={onGo}>
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
