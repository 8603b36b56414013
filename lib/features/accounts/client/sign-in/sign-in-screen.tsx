'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { loadPage } from '@/lib/client/load-page'
import { landingPath } from '@/lib/shared/staff-sections'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import type { SessionDto } from '../../contract'
import type { TabletPersonDto } from '../../pin-contract'
import type { Credentials } from './credentials'
import { PinForm } from './pin-form'
import { SecondStepForm } from './second-step-form'
import { SignInForm } from './sign-in-form'
import { TabletPeople } from './tablet-people'

type Step =
  | { kind: 'people' }
  | { kind: 'pin'; person: TabletPersonDto }
  | { kind: 'password' }
  | { kind: 'code'; credentials: Credentials }

type Props = {
  /** The page that was requested; null for the default page of the account. */
  next: string | null
  /** This browser is an enrolled tablet, which lists the people who may use a PIN. */
  onTablet: boolean
}

/** Signs in with a password and, if required, a code; on an enrolled tablet by choosing a person and entering the PIN. */
export function SignInScreen({ next, onTablet }: Props) {
  const t = useTranslations('accounts.signIn')
  const locale = useLocale()
  const [step, setStep] = useState<Step>({ kind: onTablet ? 'people' : 'password' })

  /** A full page load, so that nothing of the signed-out page stays in memory. */
  function enter(session: SessionDto): void {
    const path = next ?? `/${locale}${landingPath(session.permissions)}`
    loadPage(session.mustChangePassword ? `/${locale}/new-password?next=${encodeURIComponent(path)}` : path)
  }

  const withPassword = () => setStep({ kind: 'password' })
  switch (step.kind) {
    case 'people':
      return <TabletPeople choose={(person) => setStep({ kind: 'pin', person })} withPassword={withPassword} />
    case 'pin':
      return (
        <PinForm
          person={step.person}
          onSignedIn={enter}
          onBack={() => setStep({ kind: 'people' })}
          withPassword={withPassword}
        />
      )
    case 'code':
      return <SecondStepForm credentials={step.credentials} onSignedIn={enter} onBack={withPassword} />
    case 'password':
      return (
        <div className="grid gap-4">
          <SignInForm onSignedIn={enter} onSecondStep={(credentials) => setStep({ kind: 'code', credentials })} />
          {onTablet && (
            <Button variant="quiet" onClick={() => setStep({ kind: 'people' })}>
              <Icon name="user" />
              {t('choosePerson')}
            </Button>
          )}
          <p className="text-sm text-ink-3">{t('help')}</p>
        </div>
      )
  }
}
