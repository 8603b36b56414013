'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { BranchPlace } from '@/lib/features/branches/contract'
import { formatsOf } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { Notice } from '@/lib/ui/notice'
import type { VisitDto } from '../contract'
import { isStepOver, StepRow } from './step-row'
import { type JourneyOf, journeyHeading, useJourney } from './use-journey'
import { useReasonWords } from './words'

type Props = JourneyOf & { branch: BranchPlace }

/** Whether no step can begin, so that the visitor waits in no line; nobody at a clinic has put the ticket on hold. */
const isParked = ({ ticket, steps }: VisitDto): boolean =>
  ticket.state === 'on_hold' && steps.find(({ service }) => service === ticket.service.slug)?.state !== 'on_hold'

/** Whether the holder may change the plan now: not while called, in service or on hold by staff, and not after the end. */
const isOpenToChange = (visit: VisitDto): boolean =>
  visit.ticket.state === 'waiting' || visit.ticket.state === 'missed' || isParked(visit)

/** The way of a visit through its clinics: where to go next and why, and every step with its state. */
export function JourneyPlan({ branch, ...of }: Props) {
  const t = useTranslations('journeys')
  const explain = useTranslations('errors')
  const locale = useLocale()
  const formats = formatsOf({ locale, ...branch })
  const { visit, pending, problem, choose, skip } = useJourney(of)
  const nameOf = (slug: string): string => {
    const step = visit?.steps.find(({ service }) => service === slug)
    return step ? localised(step.name, locale) : slug
  }
  const words = useReasonWords(formats, nameOf)
  if (visit === null) return null
  const { steps, next } = visit
  const counted = steps.filter(({ state }) => state !== 'skipped' && state !== 'cancelled')
  const done = counted.filter(({ state }) => state === 'completed').length
  const mayChange = isOpenToChange(visit)
  return (
    <section aria-labelledby={journeyHeading} className="grid gap-3">
      <h2 id={journeyHeading} tabIndex={-1} className="px-1 font-semibold text-ink-2">
        {t('plan.title')}
        <span className="font-normal text-ink-3">
          {' · '}
          {t('plan.progress', { done: formats.number(done), all: formats.number(counted.length) })}
        </span>
      </h2>
      {next && next.reasons.length > 0 && (
        <p className="px-1 text-ink-2">
          {t('plan.why', { clinic: nameOf(next.service) })}{' '}
          {next.reasons.map((reason) => words(reason)).join(t('plan.and'))}
        </p>
      )}
      {isParked(visit) && <Notice>{t('plan.parked')}</Notice>}
      {problem !== null && (
        <Notice tone="missed">
          {explain.has(problem as 'internal') ? explain(problem as 'internal') : t('plan.notSent')}
        </Notice>
      )}
      <ol className="grid gap-2">
        {steps.map((step) => (
          <StepRow
            key={step.service}
            step={step}
            formats={formats}
            after={step.after
              .filter((slug) => !isStepOver(steps.find(({ service }) => service === slug)?.state))
              .map(nameOf)}
            mayChange={mayChange}
            pending={pending}
            onChoose={choose}
            onSkip={skip}
          />
        ))}
      </ol>
    </section>
  )
}
