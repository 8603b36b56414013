import type { ReactNode } from 'react'
import { BrandMark } from '@/lib/ui/brand-mark'
import { Card } from '@/lib/ui/card'
import { LanguageSwitch } from '@/lib/ui/language-switch'

type Props = { title: string; intro?: string; wide?: boolean; children: ReactNode }

/** Layout of the pages before sign-in: a mark, a title, one card. */
export function SignInLayout({ title, intro, wide = false, children }: Props) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="flex items-center justify-between gap-3 px-4 py-3">
        <BrandMark />
        <LanguageSwitch />
      </header>
      <main id="main" className={`mx-auto w-full self-center px-4 pt-2 pb-12 ${wide ? 'max-w-2xl' : 'max-w-md'}`}>
        <div className="mb-6">
          <h1 className="text-2xl font-semibold">{title}</h1>
          {intro !== undefined && <p className="mt-1 text-ink-2">{intro}</p>}
        </div>
        <Card tone="raised" className="sm:p-7">
          {children}
        </Card>
      </main>
    </div>
  )
}
