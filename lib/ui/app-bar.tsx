import type { ReactNode } from 'react'
import { BrandMark } from './brand-mark'

type Props = {
  title: string
  subtitle?: string | undefined
  /** Content at the end of the bar: language switch, account. */
  children?: ReactNode
}

/** The bar at the top of a page, with the name of the branch. */
export function AppBar({ title, subtitle, children }: Props) {
  return (
    <header className="flex min-h-16 items-center gap-3 px-4 py-3">
      <BrandMark />
      <div className="min-w-0 flex-1 leading-tight">
        <p className="font-semibold">
          <bdi>{title}</bdi>
        </p>
        {subtitle !== undefined && (
          <p className="text-sm text-ink-3">
            <bdi>{subtitle}</bdi>
          </p>
        )}
      </div>
      {children}
    </header>
  )
}
