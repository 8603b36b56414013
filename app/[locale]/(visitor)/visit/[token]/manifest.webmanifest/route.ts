import { webManifest } from '@/lib/ui/web-manifest'

type Context = { params: Promise<{ locale: string; token: string }> }

/**
 * The app installed from a visit opens at that visit. On an iPhone the installed app has its own empty storage, so only
 * the address can carry the visit over.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale, token } = await params
  return new Response(JSON.stringify(webManifest(`/${locale}/visit/${encodeURIComponent(token)}`)), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'private, no-store' },
  })
}
