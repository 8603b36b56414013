import { useTranslations } from 'next-intl'

/** Translations looked up by keys from data. */
type Lookup = { (key: string): string; has: (key: string) => boolean }

/** Names a job; one without a text is shown as it is. */
export function useJobName(): (name: string) => string {
  const t = useTranslations('jobs.names') as Lookup
  return (name) => (t.has(name) ? t(name) : name)
}
