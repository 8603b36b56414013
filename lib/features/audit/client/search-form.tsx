'use client'

import { type ReactNode, useTransition } from 'react'
import { useRouter } from '@/lib/i18n/navigation'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'

type Props = {
  /** Address of the page, without the language. */
  action: string
  label: string
  submit: string
  /** The fields. */
  children: ReactNode
  /** Beside the button. */
  more?: ReactNode
}

/** A search whose words stand in the address; what is left empty does not. */
export function SearchForm({ action, label, submit, children, more }: Props) {
  const router = useRouter()
  const [isSearching, start] = useTransition()
  return (
    <form
      role="search"
      aria-label={label}
      method="get"
      onSubmit={(event) => {
        event.preventDefault()
        const said = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
          typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
        )
        start(() => router.push(`${action}?${new URLSearchParams(said).toString()}`))
      }}
      className="mb-6 grid gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5"
    >
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">{children}</div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={isSearching}>
          <Icon name="search" />
          {submit}
        </Button>
        {more}
      </div>
    </form>
  )
}
