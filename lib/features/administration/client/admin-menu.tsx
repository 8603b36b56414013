'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { Permission } from '@/lib/shared/permissions'
import { Dialog } from '@/lib/ui/dialog'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { AdminNav } from './admin-nav'

type Props = { permissions: readonly Permission[]; children: ReactNode }

/** On a phone: one button that opens the whole navigation, with the signed-in person at its end. */
export function AdminMenu({ permissions, children }: Props) {
  const t = useTranslations('admin.nav')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line-strong bg-surface px-4 font-semibold hover:bg-sunken"
      >
        <OfficeIcon name="menu" />
        {t('menu')}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('menu')}>
        <AdminNav permissions={permissions} onGo={() => setOpen(false)} />
        <div className="border-t border-line pt-4">{children}</div>
      </Dialog>
    </>
  )
}
