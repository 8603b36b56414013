import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '../button'
import { Icon } from '../icon'

type Props = {
  /** The path of the first page (without the language); null on the first page. */
  first: string | null
  /** The path of the next page; null on the last. */
  next: string | null
}

/** Links to the first and the next page. Renders nothing when there is one page. */
export function Pager({ first, next }: Props) {
  const t = useTranslations('shell.office')
  if (first === null && next === null) return null
  return (
    <nav aria-label={t('pages')} className="mt-5 flex flex-wrap justify-between gap-3">
      {first === null ? <span /> : <PageLink href={first}>{t('first')}</PageLink>}
      {next !== null && (
        <Link href={next} className={buttonClass()}>
          {t('next')}
          <Icon name="chevron" />
        </Link>
      )}
    </nav>
  )
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className={buttonClass({ variant: 'quiet' })}>
      {children}
    </Link>
  )
}
