'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { request } from '@/lib/client/api-client'
import { Button } from '@/lib/ui/button'
import type { SessionDto } from '../../contract'
import { signInWithPin } from '../../endpoints'
import type { TabletPersonDto } from '../../pin-contract'
import { AttemptNote } from '../attempt-note'
import { codeLength } from '../codes'
import { useAttempt } from '../use-attempt'
import { PinPad } from './pin-pad'

type Props = {
  person: TabletPersonDto
  onSignedIn: (session: SessionDto) => void
  onBack: () => void
  withPassword: () => void
}

/** Asks for the PIN of the chosen person; the sixth digit submits it. */
export function PinForm({ person, onSignedIn, onBack, withPassword }: Props) {
  const t = useTranslations('accounts.tablet')
  const [pin, setPin] = useState('')
  const attempt = useAttempt()
  const locked = person.locked || attempt.refusal?.code === 'pin_locked'

  async function type(digits: string): Promise<void> {
    if (attempt.pending || attempt.waitSeconds > 0) return
    setPin(digits)
    if (digits.length < codeLength) return
    const refusal = await attempt.run(
      async () =>
        onSignedIn(await request<SessionDto>(signInWithPin, { body: { account: person.account, pin: digits } })),
      { leaving: true },
    )
    if (refusal) setPin('')
  }

  return (
    <div className="grid gap-3">
      <div className="text-center">
        <h2 className="text-lg font-semibold">
          <bdi translate="no">{person.displayName}</bdi>
        </h2>
        {locked && <p className="text-ink-2">{t('lockedText')}</p>}
      </div>
      {!locked && (
        <>
          {/* Room for every message: the keys must not move under a finger. */}
          <div className="grid min-h-20 content-center">
            <AttemptNote
              attempt={attempt}
              words={{ wrong_credentials: t('wrongPin') }}
              otherwise={<p className="text-center text-ink-2">{t('enterPin')}</p>}
            />
          </div>
          <PinPad value={pin} onChange={(digits) => void type(digits)} busy={attempt.pending} />
        </>
      )}
      <div className="mt-2 flex flex-wrap gap-3 *:flex-1">
        <Button variant={locked ? 'primary' : 'secondary'} onClick={withPassword}>
          {t('withPassword')}
        </Button>
        <Button onClick={onBack}>{t('somebodyElse')}</Button>
      </div>
    </div>
  )
}
