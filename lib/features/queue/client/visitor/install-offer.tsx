'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { askToInstall, putOffInstall, useInstallWay } from '@/lib/client/install-prompt'
import { Button } from '@/lib/ui/button'
import { Card } from '@/lib/ui/card'
import { Drawing } from '@/lib/ui/icon'

// Here, because other pages of visitors do not need them.
const paths = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  install: 'M12 3v11m-4-4 4 4 4-4M5 17v2.5h14V17',
  plus: 'M12 5v14M5 12h14',
  share: 'M12 15V4m-4 4 4-4 4 4M6 11H5v9h14v-9h-1',
}

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
            <Drawing path={paths.install} className="size-5 shrink-0" />
            {t('action')}
          </Button>
        )}
        <Button onClick={putOffInstall}>{t('later')}</Button>
      </div>
    </Card>
  )
}

function Step({ icon, children }: { icon: keyof typeof paths; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Drawing path={paths[icon]} className="mt-0.5 size-5 shrink-0 text-turn" />
      <span>{children}</span>
    </li>
  )
}
