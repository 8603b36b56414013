import { useTranslations } from 'next-intl'
import { MissingNote } from '@/lib/features/queue/client/visitor/missing-note'

export default function UnknownClinic() {
  const t = useTranslations('visitor.join')
  return <MissingNote title={t('unknownTitle')} text={t('unknownText')} action={t('unknownAction')} />
}
