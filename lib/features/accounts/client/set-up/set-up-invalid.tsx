import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { OfficeIcon } from '@/lib/ui/office/office-icon'

/** The one-time link has been used or replaced. */
export function SetupInvalid() {
  const t = useTranslations('accounts.setup')
  return (
    <div role="alert" className="grid justify-items-center gap-4 py-4 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-missed-soft text-missed">
        <OfficeIcon name="link" className="size-7" />
      </span>
      <h2 className="text-lg font-semibold">{t('invalidTitle')}</h2>
      <p className="max-w-md text-ink-2">{t('invalid')}</p>
      <Link href="/sign-in" className={buttonClass({ variant: 'secondary' })}>
        {t('toSignIn')}
      </Link>
    </div>
  )
}
