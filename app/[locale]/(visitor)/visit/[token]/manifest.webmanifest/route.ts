import type { Locale } from '@/lib/i18n/routing'
import { manifestResponse } from '@/lib/i18n/web-manifest'

type Context = { params: Promise<{ locale: Locale; token: string }> }

/**
 * The app installed from a visit opens at that visit. On an iPhone the installed app has its own empty storage, so only
 * the address can carry the visit over.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale, token } = await params
  return manifestResponse(locale, `/${locale}/visit/${encodeURIComponent(token)}`, 'private, no-store')
}
