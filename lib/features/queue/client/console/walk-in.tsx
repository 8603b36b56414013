'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { localised } from '@/lib/i18n/localised'
import { Button } from '@/lib/ui/button'
import { Dialog } from '@/lib/ui/dialog'
import { Field } from '@/lib/ui/field'
import { Notice } from '@/lib/ui/notice'
import { QrCode } from '@/lib/ui/office/qr-code'
import { SelectField } from '@/lib/ui/office/select-field'
import { TicketCode } from '@/lib/ui/ticket-code'
import type { TicketDto } from '../../contract'
import { useConsole } from './context'
import { takesFocus } from './focus'

/** Takes a turn for a visitor without a phone: one press opens this, a second one adds. */
export function WalkInDialog() {
  const t = useTranslations('console.walkIn')
  const locale = useLocale()
  const { dialog, openDialog, service, formats } = useConsole()
  const [added, setAdded] = useState<TicketDto | null>(null)
  const open = dialog?.kind === 'walkIn'

  function close(): void {
    setAdded(null)
    if (open) openDialog(null)
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={added ? t('added') : t('title', { service: formats.text(service.name[locale]) })}
    >
      {open && !added && <WalkInForm added={setAdded} close={close} />}
      {open && added && <Added ticket={added} another={() => setAdded(null)} close={close} />}
    </Dialog>
  )
}

function WalkInForm({ added, close }: { added(ticket: TicketDto): void; close(): void }) {
  const t = useTranslations('console.walkIn')
  const { commands } = useConsole()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const textOf = (field: string): string => {
      const typed = fields.get(field)
      return typeof typed === 'string' ? typed.trim() : ''
    }
    const [holderName, pathway] = [textOf('holderName'), textOf('pathway')]
    setPending(true)
    setProblem(null)
    const outcome = await commands.addWalkIn({
      class: textOf('class'),
      ...(holderName !== '' && { holderName }),
      ...(pathway !== '' && { pathway }),
    })
    setPending(false)
    if ('ticket' in outcome) added(outcome.ticket)
    else setProblem(outcome.problem)
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field ref={takesFocus} label={t('name')} name="holderName" autoComplete="off" maxLength={120} />
      <PathwayChoice />
      <ClassChoice />
      <div role="alert" className="empty:hidden">
        {problem !== null && <Notice tone="missed">{problem}</Notice>}
      </div>
      <div className="flex flex-wrap gap-3 *:flex-1">
        <Button type="submit" variant="primary" pending={pending}>
          {t('submit')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

/** A visit along a pathway instead of a turn at this clinic, where the branch has one. */
function PathwayChoice() {
  const t = useTranslations('console.walkIn')
  const locale = useLocale()
  const { branch } = useConsole()
  if (branch.pathways.length === 0) return null
  const options = branch.pathways.map(({ slug, name }) => ({ value: slug, label: localised(name, locale) }))
  return <SelectField label={t('visit')} name="pathway" options={[{ value: '', label: t('onlyHere') }, ...options]} />
}

function ClassChoice() {
  const t = useTranslations('console.walkIn')
  const locale = useLocale()
  const { branch } = useConsole()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold text-ink-2">{t('class')}</legend>
      <div className="flex flex-wrap gap-x-4">
        {branch.classes.map(({ slug, name }) => (
          <label key={slug} className="flex min-h-tap cursor-pointer items-center gap-2">
            <input type="radio" name="class" value={slug} defaultChecked={slug === 'normal'} className="size-5" />
            <bdi>{localised(name, locale)}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Added({ ticket, another, close }: { ticket: TicketDto; another(): void; close(): void }) {
  const t = useTranslations('console.walkIn')
  const locale = useLocale()
  const { formats, service } = useConsole()
  const ahead = ticket.peopleAhead
  const isElsewhere = ticket.service.slug !== service.slug
  return (
    <div className="grid justify-items-center gap-3 text-center" role="status">
      <TicketCode code={ticket.code} size="hero" />
      {isElsewhere && (
        <p className="text-lg font-semibold">{t('first', { service: localised(ticket.service.name, locale) })}</p>
      )}
      {ahead !== null && <p className="text-lg">{t('ahead', { count: ahead, n: formats.number(ahead) })}</p>}
      <QrCode text={`${window.location.origin}/${locale}${ticket.link}`} label={t('scan')} />
      <p className="text-sm text-ink-2">{t('scan')}</p>
      <div className="flex w-full flex-wrap gap-3 *:flex-1">
        <Button ref={takesFocus} variant="primary" onClick={close}>
          {t('done')}
        </Button>
        <Button onClick={another}>{t('another')}</Button>
      </div>
    </div>
  )
}
