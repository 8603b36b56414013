import { webManifest } from '@/lib/ui/web-manifest'

type Context = { params: Promise<{ locale: string; token: string }> }

/**
 * The app installed from a visit opens at that visit. An iPhone gives the installed app an empty store of its own, so
 * the address is all that can carry the visit over.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale, token } = await params
  return new Response(JSON.stringify(webManifest(`/${locale}/visit/${encodeURIComponent(token)}`)), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'private, no-store' },
  })
}
