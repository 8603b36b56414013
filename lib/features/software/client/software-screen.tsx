'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import { EmptyState } from '@/lib/ui/office/empty-state'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { PageHead } from '@/lib/ui/office/page-head'
import type { NewTokenDto, TokenDto, TokenPlace } from '../contract'
import { MadeToken } from './made-token'
import { MakeToken } from './make-token'
import { RevokeToken } from './revoke-token'
import { TokenTable } from './token-table'

type Doing = { what: 'make' } | { what: 'revoke'; token: TokenDto } | null

/** The API tokens of other software: list, create, revoke. */
export function SoftwareScreen({ tokens, places }: { tokens: readonly TokenDto[]; places: readonly TokenPlace[] }) {
  const t = useTranslations('software')
  const router = useRouter()
  const [doing, setDoing] = useState<Doing>(null)
  const [made, setMade] = useState<NewTokenDto | null>(null)
  const close = () => setDoing(null)
  const make = (
    <Button variant="primary" onClick={() => setDoing({ what: 'make' })}>
      <Icon name="plus" />
      {t('make.action')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} action={make} />
      {made && <MadeToken made={made} onKept={() => setMade(null)} />}
      {tokens.length === 0 ? (
        <EmptyState icon={<OfficeIcon name="code" className="size-7" />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      ) : (
        <TokenTable tokens={tokens} places={places} onRevoke={(token) => setDoing({ what: 'revoke', token })} />
      )}
      {doing?.what === 'make' && (
        <MakeToken
          places={places}
          onClose={close}
          onMade={(token) => {
            setMade(token)
            close()
            router.refresh()
          }}
        />
      )}
      {doing?.what === 'revoke' && <RevokeToken token={doing.token} onClose={close} />}
    </>
  )
}
