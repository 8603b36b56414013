import { useTranslations } from 'next-intl'
import { MissingNote } from '@/lib/features/queue/client/visitor/missing-note'

export default function UnknownVisit() {
  const t = useTranslations('visitor')
  return (
    <MissingNote title={t('visit.notFoundTitle')} text={t('visit.notFoundText')} action={t('join.unknownAction')} />
  )
}
