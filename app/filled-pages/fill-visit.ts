import { readVisit, type VisitData } from '@/app/[locale]/(visitor)/visit/[token]/read-visit'
import { type Locale, locales } from '@/lib/i18n/routing'
import type { Fill } from '@/lib/server/host/pages/filled-page'
import { missingToken, ownPartMark, templateToken } from '@/lib/shared/page-marks'

/** The part of a visit's page that belongs to its visitor, as HTML. */
export type VisitPart = (locale: Locale, data: VisitData) => string

const form = /^\/(\w+)\/visit\/([\w-]{22})$/

/** How the host fills the page at a path when it is the page of a visit; otherwise null. */
export const fillVisit =
  (part: VisitPart) =>
  (path: string): Fill | null => {
    const [, language, token] = form.exec(path) ?? []
    const locale = locales.find((it) => it === language)
    if (locale === undefined || token === undefined) return null
    return async (headers) => {
      const data = await readVisit(token, headers)
      if (data === null) return { path: `/${locale}/visit/${missingToken}`, stamps: new Map([[missingToken, token]]) }
      const stamps = new Map([
        [templateToken, token],
        [ownPartMark, part(locale, data)],
      ])
      return { path: `/${locale}/visit/${templateToken}`, stamps }
    }
  }
