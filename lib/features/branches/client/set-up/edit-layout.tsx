'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { PlaceProvider } from '@/lib/i18n/place'
import { Button } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import type { SetUpDto } from '../../set-up-contract'
import { partPath, type SetUpPart } from './set-up-page'

type Props = {
  setUp: SetUpDto
  /** The list it belongs to. */
  part: SetUpPart
  title: ReactNode
  preview?: ReactNode
  children: ReactNode
}

/** A page that edits one thing: the form, and its preview beside it where there is room. */
export function EditLayout({ setUp, part, title, preview, children }: Props) {
  const t = useTranslations('branches')
  return (
    <PlaceProvider place={setUp.branch}>
      <PageHead
        back={{ href: partPath(setUp.branch.slug, part), label: `${t('title')} · ${t(`parts.${part}`)}` }}
        title={title}
      />
      {preview === undefined ? (
        children
      ) : (
        <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem] xl:items-start xl:gap-8">
          <Preview>{preview}</Preview>
          {children}
        </div>
      )}
    </PlaceProvider>
  )
}

/** Beside the form where there is room; else above it, when it is asked for. */
function Preview({ children }: { children: ReactNode }) {
  const t = useTranslations('branches.preview')
  const [shown, setShown] = useState(false)
  return (
    <aside aria-label={t('title')} className="grid gap-5 xl:sticky xl:top-8 xl:order-last">
      <Button aria-expanded={shown} onClick={() => setShown(!shown)} className="justify-self-start xl:hidden">
        <OfficeIcon name={shown ? 'hidden' : 'visible'} />
        {t(shown ? 'hide' : 'show')}
      </Button>
      <div className={classNames('grid max-w-md gap-5', !shown && 'max-xl:hidden')}>{children}</div>
    </aside>
  )
}
