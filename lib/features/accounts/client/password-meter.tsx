import { useTranslations } from 'next-intl'
import { useFormats } from '@/lib/i18n/use-formats'
import { classNames } from '@/lib/ui/class-names'
import { strengthOf } from './password-strength'

const steps = ['short', 'fair', 'good', 'strong'] as const
const colours = { short: 'bg-line-strong', fair: 'bg-near', good: 'bg-turn', strong: 'bg-turn' }

/** The strength of a password as a word and a bar. */
export function PasswordMeter({ password }: { password: string }) {
  const t = useTranslations('accounts.password')
  const { number } = useFormats({ digits: 'arab', timeZone: 'UTC' })
  const { level, left } = strengthOf(password)
  const reached = steps.indexOf(level)
  const word = level === 'short' ? t('tooShort', { left, n: number(left) }) : t(level)
  return (
    <div className="flex items-center gap-3">
      <div className="flex flex-1 gap-1" aria-hidden="true">
        {steps.slice(1).map((step, index) => (
          <span
            key={step}
            className={classNames('h-1.5 flex-1 rounded-full', index < reached ? colours[level] : 'bg-line')}
          />
        ))}
      </div>
      <p className="min-w-40 text-end text-sm text-ink-2" role="status">
        <span className="sr-only">{t('strength')}: </span>
        {password === '' ? '' : word}
      </p>
    </div>
  )
}
