'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, useId, useState } from 'react'
import { classNames } from '@/lib/ui/class-names'
import { describedBy, FieldFrame, inputClass } from '@/lib/ui/field'
import { Icon } from '@/lib/ui/icon'
import { RevealButton } from './reveal-button'

type Props = Omit<ComponentProps<'input'>, 'id' | 'type' | 'dir'> & {
  label: string
  hint?: string
  error?: string | undefined
}

/** A password input that can be revealed, with a Caps Lock warning. */
export function PasswordField({ label, hint, error, ...input }: Props) {
  const t = useTranslations('accounts')
  const id = useId()
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const described = [describedBy(id, { hint, error }), capsLock && `${id}-caps`].filter(Boolean).join(' ')
  const watchCapsLock = (event: React.KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <div className="relative" dir="ltr">
        <input
          {...input}
          id={id}
          type={shown ? 'text' : 'password'}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={described || undefined}
          className={classNames(inputClass(error !== undefined), 'pe-14')}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapsLock(false)}
        />
        <RevealButton shown={shown} onTurn={setShown} words={{ show: t('password.show'), hide: t('password.hide') }} />
      </div>
      <p
        role="status"
        id={`${id}-caps`}
        className={capsLock ? 'flex items-center gap-1.5 text-sm font-semibold text-near' : 'sr-only'}
      >
        {capsLock && (
          <>
            <Icon name="warning" className="size-4" />
            {t('signIn.capsLock')}
          </>
        )}
      </p>
    </FieldFrame>
  )
}
