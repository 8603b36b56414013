import { useTranslations } from 'next-intl'

/** Translations looked up by keys from data. */
type Lookup = { (key: string): string; has: (key: string) => boolean }

/** The display name of a job; without a text, its identifier. */
export function useJobName(): (name: string) => string {
  const t = useTranslations('jobs.names') as Lookup
  return (name) => (t.has(name) ? t(name) : name)
}
