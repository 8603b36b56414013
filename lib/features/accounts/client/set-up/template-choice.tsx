import { useTranslations } from 'next-intl'
import { templateNames } from '@/lib/shared/branch-templates'

/** The template of the new branch. */
export function TemplateChoice() {
  const t = useTranslations('accounts.setup')
  return (
    <fieldset>
      <legend className="mb-4 text-lg font-semibold">{t('template')}</legend>
      <div className="grid gap-3">
        {templateNames.map((name, index) => (
          <label
            key={name}
            className="flex cursor-pointer items-start gap-3 rounded-md border border-line-strong bg-surface p-4 has-checked:border-turn has-checked:bg-turn-soft has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="template"
              value={name}
              defaultChecked={index === 0}
              className="mt-1.5 size-4 shrink-0 accent-turn outline-none"
            />
            <span>
              <span className="block font-semibold">{t(`templates.${name}.name`)}</span>
              <span className="block text-sm text-ink-2">{t(`templates.${name}.about`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
