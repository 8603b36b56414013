import { locales } from '@/lib/i18n/routing'
import { pages } from './pages'

const language = `(?:${locales.join('|')})`

/** The paths of a page, as an expression. */
const formOf = (page: string): RegExp =>
  new RegExp(`^${page.replace('[locale]', language).replaceAll(/\[\w+\]/g, '[^/]+')}$`)

/** The pages that everybody may open, as expressions. The catch-all page is not among them: it has no end of paths. */
const open = Object.entries(pages)
  .filter(([page, access]) => access === 'anyone' && !page.includes('[...'))
  .map(([page]) => formOf(page))

/** Pages that read no cookie: the offline page that every phone stores, and the screen of a named branch. */
const withoutCookies = new RegExp(`^/${language}/(?:offline|tv/[^/]+)$`)

/** Whether a public page is the same for everybody, whatever cookies they send. */
export const isSameForAll = (path: string): boolean => withoutCookies.test(path)

const templates = Object.keys(pages)
  .filter((page) => !page.includes('[...'))
  .map((page) => ({ form: formOf(page), template: page.replaceAll(/\[(\w+)\]/g, '{$1}') }))

/** The page at a path, with its parameters in braces: `/{locale}/tv/{branch}`. Null when there is none. */
export function pageAt(path: string): string | null {
  return templates.find(({ form }) => form.test(path))?.template ?? null
}

/** Whether the page at a path is open to everybody. */
export function isPublicPath(path: string): boolean {
  return open.some((form) => form.test(path))
}
