import type { Locale } from '@/lib/i18n/routing'
import { manifestResponse } from '@/lib/i18n/web-manifest'

type Context = { params: Promise<{ locale: Locale }> }

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale } = await params
  return manifestResponse(locale, `/${locale}`, 'public, max-age=3600')
}
