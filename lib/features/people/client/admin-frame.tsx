import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/lib/i18n/navigation'
import { BrandMark } from '@/lib/ui/brand-mark'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import { ToastProvider } from '@/lib/ui/toast'
import type { SessionDto } from '../contract'
import { AdminMenu } from './admin-menu'
import { AdminNav } from './admin-nav'
import { RoleNames } from './role-names'
import { SignOutButton } from './sign-out-button'

type Props = { session: SessionDto; children: ReactNode }

/** What all pages of the administration and of one's own account stand in: a side bar, on a phone a bar with a menu. */
export function AdminFrame({ session, children }: Props) {
  const t = useTranslations('shell')
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[17rem_minmax(0,1fr)]">
      <header className="flex min-h-16 items-center gap-3 border-b border-line bg-surface px-4 py-2 lg:hidden">
        <BrandMark className="size-10" />
        <p className="flex-1 font-semibold">{t('name')}</p>
        <AdminMenu permissions={session.permissions}>
          <Foot session={session} />
        </AdminMenu>
      </header>
      <div className="hidden border-e border-line bg-surface lg:block">
        <div className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto p-4">
          <div className="flex items-center gap-3 px-1 pt-1">
            <BrandMark className="size-10" />
            <p className="text-lg font-semibold">{t('name')}</p>
          </div>
          <div className="flex-1">
            <AdminNav permissions={session.permissions} />
          </div>
          <div className="border-t border-line pt-4">
            <Foot session={session} />
          </div>
        </div>
      </div>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl px-4 pt-6 pb-16 outline-none sm:px-6 lg:px-10 lg:pt-10"
      >
        <ToastProvider>{children}</ToastProvider>
      </main>
    </div>
  )
}

function Foot({ session }: { session: SessionDto }) {
  return (
    <div className="grid gap-3">
      <Link href="/account" className="flex items-center gap-3 rounded-md px-2 py-1 hover:bg-sunken">
        <span
          aria-hidden="true"
          className="grid size-11 shrink-0 place-items-center rounded-full bg-turn-soft font-semibold text-turn-strong"
        >
          {[...session.displayName][0]}
        </span>
        <span className="min-w-0 leading-tight">
          <span className="block font-semibold">
            <bdi>{session.displayName}</bdi>
          </span>
          <span className="block text-sm text-ink-3">
            <RoleNames roles={session.roles} />
          </span>
        </span>
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <LanguageSwitch />
        <SignOutButton />
      </div>
    </div>
  )
}
