import type { MetadataRoute } from 'next'

/** The web app manifest, opening at `start`. With both names, because one app serves both languages. */
export function webManifest(start: string): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'دَوْر · Dawr',
    short_name: 'دَوْر',
    description: 'خذ دورك وتابعه من جوالك · Take your turn and follow it on your phone',
    lang: 'ar',
    dir: 'rtl',
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#f6f4ee',
    theme_color: '#f6f4ee',
    categories: ['medical', 'utilities'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icons/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
