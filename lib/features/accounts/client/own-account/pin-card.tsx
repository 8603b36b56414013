'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { request } from '@/lib/client/api-client'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { useToast } from '@/lib/ui/toast'
import type { OwnAccountDto } from '../../account-contract'
import { removeOwnPin, setOwnPin } from '../../endpoints'
import { isTrivialPin } from '../../rules'
import { AccountCard } from '../account-card'
import { codeLength } from '../codes'
import { PinField } from '../pin-field'
import { AskPasswordDialog } from './ask-password-dialog'

type Props = { account: OwnAccountDto; reload: () => void }

/** Sets, changes or removes the PIN for enrolled tablets. */
export function PinCard({ account, reload }: Props) {
  const t = useTranslations('accounts.account')
  const [dialog, setDialog] = useState<'set' | 'remove' | null>(null)
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<'pinShort' | 'pinTrivial' | null>(null)
  const toast = useToast()
  const close = () => {
    setDialog(null)
    setPin('')
    setProblem(null)
  }
  const done = (word: 'pinSet' | 'pinRemoved') => {
    close()
    reload()
    toast({ text: t(word) })
  }

  function isReady(): boolean {
    const found = pin.length < codeLength ? 'pinShort' : isTrivialPin(pin) ? 'pinTrivial' : null
    setProblem(found)
    return found === null
  }

  return (
    <AccountCard
      icon={<OfficeIcon name="tablet" />}
      title={t('pin')}
      state={
        account.pin ? (
          <Badge tone="done" icon="check">
            {t('on')}
          </Badge>
        ) : (
          <Badge>{t('off')}</Badge>
        )
      }
      text={t('pinText')}
      actions={
        <>
          <Button onClick={() => setDialog('set')}>{account.pin ? t('changePin') : t('setPin')}</Button>
          {account.pin && (
            <Button variant="danger" onClick={() => setDialog('remove')}>
              {t('removePin')}
            </Button>
          )}
        </>
      }
    >
      <AskPasswordDialog
        open={dialog === 'set'}
        onClose={close}
        title={account.pin ? t('changePin') : t('setPin')}
        confirm={t('savePin')}
        ready={isReady}
        fields={<PinField value={pin} onChange={setPin} error={problem ? t(problem) : undefined} />}
        work={async ({ password }) => {
          await request(setOwnPin, { body: { password, pin } })
          done('pinSet')
        }}
      >
        {t('setPinText')}
      </AskPasswordDialog>
      <AskPasswordDialog
        open={dialog === 'remove'}
        onClose={close}
        title={t('removePin')}
        confirm={t('removePin')}
        danger
        work={async ({ password }) => {
          await request(removeOwnPin, { body: { password } })
          done('pinRemoved')
        }}
      >
        {t('removePinText')}
      </AskPasswordDialog>
    </AccountCard>
  )
}
