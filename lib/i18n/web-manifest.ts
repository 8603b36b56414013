import { getTranslations } from 'next-intl/server'
import { directionOf, type Locale } from './routing'

function icon(name: string, size: number, purpose: 'any' | 'maskable' = 'any') {
  return { src: `/icons/${name}-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose }
}

function screenshot(name: string, sizes: string, shape: 'narrow' | 'wide', label: string) {
  return { src: `/screenshots/${name}.png`, sizes, type: 'image/png', form_factor: shape, label }
}

/** Both languages are the same app, by its `id`. */
async function webManifest(locale: Locale, start: string) {
  const t = await getTranslations({ locale, namespace: 'manifest' })
  const shortcut = (name: string, path: string) => ({ name, url: `/${locale}${path}`, icons: [icon('icon', 192)] })
  return {
    id: '/',
    name: t('name'),
    short_name: t('name'),
    description: t('description'),
    lang: locale,
    dir: directionOf(locale),
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#f6f4ee',
    theme_color: '#f6f4ee',
    categories: ['medical', 'utilities'],
    icons: [icon('icon', 192), icon('icon', 512), icon('maskable', 192, 'maskable'), icon('maskable', 512, 'maskable')],
    shortcuts: [shortcut(t('take'), ''), shortcut(t('hall'), '/tv'), shortcut(t('staff'), '/console')],
    screenshots: [
      screenshot(`phone-${locale}`, '780x1688', 'narrow', t('phoneScreen')),
      screenshot(`hall-${locale}`, '1280x720', 'wide', t('hallScreen')),
    ],
  }
}

/** Answers with the web app manifest in one language, opening at `start`. */
export async function manifestResponse(locale: Locale, start: string, cacheControl: string): Promise<Response> {
  const headers = { 'content-type': 'application/manifest+json', 'cache-control': cacheControl }
  return new Response(JSON.stringify(await webManifest(locale, start)), { headers })
}
