import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Permission } from '@/lib/shared/permissions'
import { BrandMark } from '@/lib/ui/brand-mark'
import { ToastProvider } from '@/lib/ui/toast'
import { AdminMenu } from './admin-menu'
import { AdminNav } from './admin-nav'

type Props = {
  permissions: readonly Permission[]
  /** Shown below the navigation: the signed-in person, language, sign-out. */
  foot: ReactNode
  children: ReactNode
}

/** Frame of the administration and of the own account: a side bar on wide screens, a bar with a menu on phones. */
export function AdminFrame({ permissions, foot, children }: Props) {
  const t = useTranslations('shell')
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[17rem_minmax(0,1fr)]">
      <header className="flex min-h-16 items-center gap-3 border-b border-line bg-surface px-4 py-2 lg:hidden">
        <BrandMark className="size-10" />
        <p className="flex-1 font-semibold">{t('name')}</p>
        <AdminMenu permissions={permissions}>{foot}</AdminMenu>
      </header>
      <header className="hidden border-e border-line bg-surface lg:block">
        <div className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto p-4">
          <div className="flex items-center gap-3 px-1 pt-1">
            <BrandMark className="size-10" />
            <p className="text-lg font-semibold">{t('name')}</p>
          </div>
          <div className="flex-1">
            <AdminNav permissions={permissions} />
          </div>
          <div className="border-t border-line pt-4">{foot}</div>
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl px-4 pt-4 pb-16 outline-none sm:px-6 lg:px-10 lg:pt-8"
      >
        <ToastProvider>{children}</ToastProvider>
      </main>
    </div>
  )
}
