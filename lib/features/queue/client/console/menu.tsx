'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonClass } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { Dialog } from '@/lib/ui/dialog'
import { Icon } from '@/lib/ui/icon'
import { LanguageSwitch } from '@/lib/ui/language-switch'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useConsole } from './context'

/** Account and preferences; on a phone also everything that does not fit into the bar. */
export function MenuDialog() {
  const t = useTranslations('console')
  const locale = useLocale()
  const { branch, session, signOut, links, dialog, openDialog, leavePlace, namesHidden, hideNames, soundOn, setSound } =
    useConsole()
  const tRoles = useTranslations('accounts.roles')
  const roles = [...new Set(session.roles.map((it) => tRoles(it.role)))].join(useTranslations('accounts')('separator'))
  const open = dialog?.kind === 'menu'
  return (
    <Dialog open={open} onClose={() => open && openDialog(null)} title={t('menu.title')}>
      <p className="text-ink-2">
        {t('menu.signedIn', { name: `\u2068${session.displayName}\u2069` })}
        {' · '}
        {roles}
      </p>
      <div className="grid gap-1">
        <Toggle icon={<OfficeIcon name="hidden" />} label={t('menu.hideNames')} on={namesHidden} set={hideNames} />
        <Toggle icon={<Icon name="soundOn" />} label={t('menu.sound')} on={soundOn} set={setSound} />
        {leavePlace && <MenuButton icon={<Icon name="pin" />} label={t('menu.changePlace')} onClick={leavePlace} />}
        <MenuButton
          icon={<OfficeIcon name="keyboard" />}
          label={t('menu.keys')}
          onClick={() => openDialog({ kind: 'keys' })}
        />
        <a href={`/${locale}/tv/${branch.slug}`} target="_blank" rel="noopener" className={row}>
          <OfficeIcon name="display" />
          {t('header.tv')}
        </a>
      </div>
      <div className="grid gap-1 border-t border-line pt-4">{links}</div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
        <LanguageSwitch />
        {signOut}
      </div>
    </Dialog>
  )
}

const row = classNames(buttonClass({ variant: 'quiet' }), 'justify-start! text-start! font-normal! text-ink!')

function MenuButton({ icon, label, onClick }: { icon: ReactNode; label: string; onClick(): void }) {
  return (
    <button type="button" onClick={onClick} className={row}>
      {icon}
      {label}
    </button>
  )
}

function Toggle({ icon, label, on, set }: { icon: ReactNode; label: string; on: boolean; set(on: boolean): void }) {
  return (
    <button type="button" role="switch" aria-checked={on} onClick={() => set(!on)} className={row}>
      {icon}
      <span className="flex-1">{label}</span>
      <span
        aria-hidden="true"
        className={classNames(
          'flex h-7 w-12 items-center rounded-full p-1',
          on ? 'justify-end bg-turn' : 'bg-line-strong',
        )}
      >
        <span className="size-5 rounded-full bg-surface" />
      </span>
    </button>
  )
}
