'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormats } from '@/lib/i18n/use-formats'
import { Icon } from '@/lib/ui/icon'
import { PhoneCodeStep } from './phone-code-step'
import type { PhoneOfVisit, SentCode } from './phone-confirmation'
import { PhoneNumberStep } from './phone-number-step'

type Step = { at: 'number'; phone: string } | { at: 'code'; sent: SentCode } | { at: 'done'; phone: string }

/** Confirms a phone number in steps: number, code, done. */
export function PhoneForm({ token, branch }: PhoneOfVisit) {
  const t = useTranslations('phone')
  const formats = useFormats(branch)
  const [step, setStep] = useState<Step>({ at: 'number', phone: '' })

  if (step.at === 'number')
    return (
      <PhoneNumberStep
        token={token}
        branch={branch.slug}
        phone={step.phone}
        number={formats.number}
        onSent={(sent) => setStep({ at: 'code', sent })}
      />
    )
  if (step.at === 'code')
    return (
      <PhoneCodeStep
        key={step.sent.id}
        token={token}
        branch={branch.slug}
        sent={step.sent}
        formats={formats}
        onSent={(sent) => setStep({ at: 'code', sent })}
        onChange={() => setStep({ at: 'number', phone: step.sent.phone })}
        onDone={() => setStep({ at: 'done', phone: step.sent.phone })}
      />
    )
  return (
    <div role="status" className="flex items-start gap-3">
      <Icon name="check" className="mt-0.5 size-5 text-done" />
      <div>
        <h2 className="font-semibold">{t('done')}</h2>
        <p className="text-ink-2">
          <bdi dir="ltr">{formats.text(step.phone)}</bdi>
        </p>
        <p className="text-sm text-ink-2">{t('doneText')}</p>
      </div>
    </div>
  )
}
