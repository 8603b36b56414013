'use client'

import { type ReactNode, useId, useState, useTransition } from 'react'
import { useRouter } from '@/lib/i18n/navigation'
import { Button } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import { OfficeIcon } from '@/lib/ui/office/office-icon'

type Props = {
  /** Address of the page, without the language. */
  action: string
  label: string
  submit: string
  /** The button that opens the collapsed fields on a phone. */
  show: string
  /** The fields. */
  children: ReactNode
  /** Beside the button. */
  more?: ReactNode
}

/** A search form whose values are stored in the URL; empty fields are left out. */
export function SearchForm({ action, label, submit, show, children, more }: Props) {
  const router = useRouter()
  const [isSearching, start] = useTransition()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const folded = isOpen ? '' : 'max-sm:hidden'
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
      className="mb-4 grid items-end gap-4 sm:rounded-lg sm:border sm:border-line sm:bg-surface sm:p-4 xl:flex"
    >
      <Button aria-expanded={isOpen} aria-controls={id} className="sm:hidden" onClick={() => setOpen(!isOpen)}>
        <OfficeIcon name="search" />
        {show}
      </Button>
      <div
        id={id}
        className={classNames('grid flex-1 gap-x-3 gap-y-4 sm:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]', folded)}
      >
        {children}
      </div>
      <div className={classNames('flex flex-wrap items-center gap-3', !more && folded)}>
        <Button type="submit" variant="primary" pending={isSearching} className={folded}>
          <OfficeIcon name="search" />
          {submit}
        </Button>
        {more}
      </div>
    </form>
  )
}
