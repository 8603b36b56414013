'use client'
import { useLocale, useTranslations } from 'next-intl'
import type { Formats } from '@/lib/i18n/formats'
import { localised } from '@/lib/i18n/localised'
import { Badge, type Tone } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { classNames } from '@/lib/ui/class-names'
import type { IconName } from '@/lib/ui/icon'
import type { VisitDto } from '../contract'

type Step = VisitDto['steps'][number]

const looks: Record<Step['state'], { tone: Tone; icon: IconName }> = {
  blocked: { tone: 'plain', icon: 'clock' },
  ready: { tone: 'plain', icon: 'near' },
  queued: { tone: 'waiting', icon: 'clock' },
  called: { tone: 'turn', icon: 'bell' },
  in_service: { tone: 'turn', icon: 'turn' },
  on_hold: { tone: 'plain', icon: 'pause' },
  completed: { tone: 'done', icon: 'check' },
  skipped: { tone: 'plain', icon: 'close' },
  cancelled: { tone: 'plain', icon: 'close' },
}

/** Whether nothing is left to do at a step. */
export const isStepOver = (state: Step['state'] | undefined): boolean =>
  state === 'completed' || state === 'skipped' || state === 'cancelled'

type Props = {
  step: Step
  formats: Formats
  /** The names of the steps that must end before it. */
  after: readonly string[]
  mayChange: boolean
  /** The command that is on its way. */
  pending: string | null
  onChoose: (service: string) => void
  onSkip: (service: string) => void
}

/** One step of a visit: its clinic, its state, what it waits for, and what the visitor may do with it. */
export function StepRow({ step, formats, after, mayChange, pending, onChoose, onSkip }: Props) {
  const t = useTranslations('journeys.plan')
  const locale = useLocale()
  const clinic = localised(step.name, locale)
  const { service, state, required, readyAt } = step
  const isCurrent = state === 'queued' || state === 'called' || state === 'in_service'
  const isOver = isStepOver(state)
  const waits = readyAt !== null ? t('from', { time: formats.time(readyAt) }) : null
  const names = new Intl.ListFormat(locale === 'ar' ? 'ar' : 'en', { type: 'conjunction' }).format(after)
  const waitsFor = after.length > 0 && !isOver && !isCurrent ? t('after', { clinics: names }) : null
  const maySkip = mayChange && !required && !isOver && state !== 'called' && state !== 'in_service'
  const mayChoose = mayChange && state === 'ready'
  const under = [required ? null : t('optional'), waits ?? waitsFor].filter(Boolean).join(' · ')
  const { tone, icon } = looks[state]
  return (
    <li
      aria-current={isCurrent ? 'step' : undefined}
      className={classNames(
        'rounded-md border px-4 py-2',
        isCurrent
          ? 'border-2 border-turn bg-surface'
          : isOver
            ? 'border-line bg-transparent'
            : 'border-line bg-surface',
      )}
    >
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 flex-1">
          <bdi className={classNames('font-semibold', isOver && 'text-ink-2')}>{clinic}</bdi>
          {under !== '' && <span className="block text-sm text-ink-3">{under}</span>}
        </span>
        {maySkip && (
          <Button
            variant="quiet"
            size="small"
            pending={pending === `skip ${service}`}
            disabled={pending !== null}
            onClick={() => onSkip(service)}
          >
            {t('skip')}
            <span className="sr-only">{clinic}</span>
          </Button>
        )}
        {mayChoose ? (
          <Button
            pending={pending === `choose ${service}`}
            disabled={pending !== null}
            onClick={() => onChoose(service)}
          >
            {t('choose')}
            <span className="sr-only">{clinic}</span>
          </Button>
        ) : (
          <Badge tone={tone} icon={icon}>
            {t(`state.${state}`)}
          </Badge>
        )}
      </div>
    </li>
  )
}
