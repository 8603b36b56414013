'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { request } from '@/lib/client/api-client'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useToast } from '@/lib/ui/toast'
import type { OwnAccountDto } from '../../account-contract'
import { beginSecondFactor, removeSecondFactor, renewRecoveryCodes } from '../../endpoints'
import { AccountCard } from '../account-card'
import { AskPasswordDialog } from './ask-password-dialog'
import { RecoveryCodes } from './recovery-codes'
import { SecondFactorEnrolment } from './second-factor-enrolment'

type Props = { account: OwnAccountDto; reload: () => void }
type Secret = { secret: string; uri: string }

/** Turns the second factor on and off, and renews its recovery codes. */
export function SecondFactorCard({ account, reload }: Props) {
  const t = useTranslations('accounts.account')
  const { number } = usePlaceFormats()
  const toast = useToast()
  const [dialog, setDialog] = useState<'begin' | 'renew' | 'remove' | null>(null)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => setDialog(null)
  const isOn = account.secondFactor
  const busy = secret !== null || codes !== null
  const left = account.recoveryCodesLeft

  return (
    <AccountCard
      icon={<OfficeIcon name="shield" />}
      title={t('secondFactor')}
      state={
        isOn ? (
          <Badge tone="done" icon="check">
            {t('on')}
          </Badge>
        ) : (
          <Badge>{t('off')}</Badge>
        )
      }
      text={isOn ? t('recoveryLeft', { count: left, n: number(left) }) : t('secondFactorText')}
      actions={
        busy ? undefined : isOn ? (
          <>
            <Button onClick={() => setDialog('renew')}>{t('newRecoveryCodes')}</Button>
            <Button variant="danger" onClick={() => setDialog('remove')}>
              {t('turnOff')}
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => setDialog('begin')}>
            {t('turnOn')}
          </Button>
        )
      }
    >
      {secret && (
        <SecondFactorEnrolment
          secret={secret}
          onConfirmed={(recoveryCodes) => {
            setSecret(null)
            setCodes(recoveryCodes)
            reload()
          }}
          onCancel={() => setSecret(null)}
        />
      )}
      {codes && (
        <RecoveryCodes
          codes={codes}
          username={account.username}
          onKept={() => {
            setCodes(null)
            toast({ text: t('codesKept') })
          }}
        />
      )}
      <AskPasswordDialog
        open={dialog === 'begin'}
        onClose={close}
        title={t('turnOnTitle')}
        confirm={t('continue')}
        work={async ({ password }) => {
          setSecret(await request<Secret>(beginSecondFactor, { body: { password } }))
          close()
        }}
      >
        {t('turnOnText')}
      </AskPasswordDialog>
      <AskPasswordDialog
        open={dialog === 'renew'}
        onClose={close}
        title={t('newRecoveryCodes')}
        confirm={t('newRecoveryCodes')}
        work={async ({ password }) => {
          const answer = await request<{ recoveryCodes: string[] }>(renewRecoveryCodes, { body: { password } })
          setCodes(answer.recoveryCodes)
          close()
          reload()
        }}
      >
        {t('newRecoveryText')}
      </AskPasswordDialog>
      <AskPasswordDialog
        open={dialog === 'remove'}
        onClose={close}
        title={t('turnOffTitle')}
        confirm={t('turnOff')}
        danger
        withCode
        work={async (proof) => {
          await request(removeSecondFactor, { body: proof })
          close()
          reload()
          toast({ text: t('secondFactorOff') })
        }}
      >
        {t('turnOffText')}
      </AskPasswordDialog>
    </AccountCard>
  )
}
