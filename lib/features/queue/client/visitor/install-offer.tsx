'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { askToInstall, putOffInstall, useInstallWay } from '@/lib/client/install-prompt'
import { Button } from '@/lib/ui/button'
import { Card } from '@/lib/ui/card'
import { Icon, type IconName } from '@/lib/ui/icon'

/**
 * Offers to install the app, once the person has a turn to follow. Shows nothing where the browser
 * cannot install, where it is installed, and after "later".
 */
export function InstallOffer() {
  const t = useTranslations('shell.install')
  const way = useInstallWay()
  if (way === 'none') return null
  const iphone = way === 'iphone'
  return (
    <Card className="grid gap-3">
      <h2 className="font-semibold">{t(iphone ? 'iphoneTitle' : 'title')}</h2>
      {iphone ? (
        <ol className="grid gap-2 text-ink-2">
          <Step icon="share">{t('iphoneShare')}</Step>
          <Step icon="plus">{t('iphoneAdd')}</Step>
          <Step icon="home">{t('iphoneOpen')}</Step>
        </ol>
      ) : (
        <p className="text-ink-2">{t('text')}</p>
      )}
      <div className="flex flex-wrap gap-3 *:flex-1">
        {!iphone && (
          <Button variant="primary" onClick={() => void askToInstall()}>
            <Icon name="install" />
            {t('action')}
          </Button>
        )}
        <Button onClick={putOffInstall}>{t('later')}</Button>
      </div>
    </Card>
  )
}

function Step({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Icon name={icon} className="mt-0.5 size-5 text-turn" />
      <span>{children}</span>
    </li>
  )
}
