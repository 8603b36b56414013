import { useTranslations } from 'next-intl'
import { templateNames } from '@/lib/shared/branch-templates'
import { CardChoice } from '@/lib/ui/office/card-choice'

/** The template of the new branch. */
export function TemplateChoice() {
  const t = useTranslations('accounts.setup')
  const options = templateNames.map((value) => ({
    value,
    label: t(`templates.${value}.name`),
    about: t(`templates.${value}.about`),
  }))
  return <CardChoice legend={t('template')} name="template" defaultValue={templateNames[0]} options={options} />
}
