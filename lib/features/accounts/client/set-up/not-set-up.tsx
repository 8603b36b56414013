import { useTranslations } from 'next-intl'
import { SignInLayout } from '../sign-in/sign-in-layout'

/** The home page of a server that has no branch yet: how to set it up. */
export function NotSetUp() {
  const t = useTranslations('accounts.setup.missing')
  return (
    <SignInLayout title={t('title')} intro={t('text')} wide>
      <ol className="grid list-decimal gap-3 rtl:list-[arabic-indic] ps-6 marker:font-semibold marker:text-turn">
        <li>{t.rich('find', { path: () => <Address /> })}</li>
        <li>{t('open')}</li>
        <li>{t('then')}</li>
      </ol>
    </SignInLayout>
  )
}

/** The part of the link by which it is recognised. */
function Address() {
  return (
    <bdi dir="ltr" className="font-semibold">
      /setup/…
    </bdi>
  )
}
