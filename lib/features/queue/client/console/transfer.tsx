'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Notice } from '@/lib/ui/notice'
import { ServiceIcon } from '@/lib/ui/service-icon'
import type { LineTicketDto } from '../../line-contract'
import { useConsole, useConsoleState } from './context'
import { takesFocus } from './focus'
import { isolatedCode } from './words'

/** Chooses the clinic to transfer to, with its number of waiting visitors. Arrow keys move. */
export function TransferDialog() {
  const t = useTranslations('console.transfer')
  const { dialog, openDialog } = useConsole()
  const ticket = dialog?.kind === 'transfer' ? dialog.ticket : null
  const close = () => ticket && openDialog(null)
  return (
    <Dialog
      open={ticket !== null}
      onClose={close}
      title={ticket ? t('title', { code: isolatedCode(ticket.code) }) : ''}
      actions={<Button onClick={close}>{t('cancel')}</Button>}
    >
      {ticket && <Targets ticket={ticket} />}
    </Dialog>
  )
}

function Targets({ ticket }: { ticket: LineTicketDto }) {
  const t = useTranslations('console')
  const locale = useLocale()
  const { store, branch, formats, commands, openDialog } = useConsole()
  const { snapshots } = useConsoleState(store)
  const targets = branch.services.filter((service) => service.slug !== ticket.service.slug)
  if (targets.length === 0) return <Notice icon="transfer">{t('transfer.none')}</Notice>

  function move(event: React.KeyboardEvent<HTMLUListElement>): void {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const index = buttons.findIndex((one) => one === event.target)
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus()
  }

  return (
    <>
      <p className="text-sm text-ink-2">{t('transfer.intro')}</p>
      <ul className="-mx-2 grid max-h-[50dvh] gap-1 overflow-y-auto p-2" onKeyDown={move}>
        {targets.map((service, index) => {
          const waiting = snapshots[service.slug]?.counts.waiting ?? service.waiting
          const closed = service.availability === 'closed'
          return (
            <li key={service.slug}>
              <button
                type="button"
                ref={index === 0 ? takesFocus : undefined}
                onClick={() => {
                  openDialog(null)
                  commands.run('transfer', ticket, { service: service.slug })
                }}
                className="flex min-h-14 w-full items-center gap-3 rounded-md border border-transparent px-2 py-1.5 text-start hover:border-line hover:bg-sunken"
              >
                <ServiceIcon icon={service.icon} muted={closed} className="size-10!" />
                <span className="min-w-0 flex-1 font-semibold">{formats.text(service.name[locale])}</span>
                <span className="text-sm text-ink-2">
                  {closed ? t('transfer.closed') : t('picker.waiting', { count: waiting, n: formats.number(waiting) })}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
