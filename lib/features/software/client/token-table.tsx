'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import { Badge, type Tone } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import type { IconName } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import type { TokenDto, TokenPlace } from '../contract'

type Props = {
  tokens: readonly TokenDto[]
  places: readonly TokenPlace[]
  onRevoke: (token: TokenDto) => void
}

const looks: Record<TokenDto['state'], { tone: Tone; icon: IconName }> = {
  active: { tone: 'done', icon: 'check' },
  expired: { tone: 'near', icon: 'clock' },
  revoked: { tone: 'plain', icon: 'close' },
}

/** The list of tokens with scopes, branch and expiry. */
export function TokenTable({ tokens, places, onRevoke }: Props) {
  const t = useTranslations('software')
  const locale = useLocale()
  const branchOf = (slug: string | null): string => {
    if (slug === null) return t('everyBranch')
    const found = places.find((it) => it.branch?.slug === slug)?.branch
    return found ? localised(found.name, locale) : slug
  }
  const columns: Column<TokenDto>[] = [
    {
      key: 'name',
      head: t('name'),
      lead: true,
      cell: ({ name, scopes, branch, createdBy }) => (
        <div className="grid gap-1">
          <span>
            <bdi className="font-semibold break-words">{name}</bdi>
          </span>
          <span className="text-sm text-ink-3">
            <bdi>{branchOf(branch)}</bdi> · {t('madeBy', { name: createdBy })}
          </span>
          <ul aria-label={t('scopesHead')} className="grid gap-0.5 text-sm text-ink-2">
            {scopes.map((scope) => (
              <li key={scope}>{t(`scope.${scope}`)}</li>
            ))}
          </ul>
        </div>
      ),
    },
    { key: 'state', head: t('stateHead'), cell: ({ state }) => <Badge {...looks[state]}>{t(`state.${state}`)}</Badge> },
    {
      key: 'used',
      head: t('usedHead'),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('neverUsed') : <Moment at={lastUsedAt} />),
    },
    { key: 'expires', head: t('expiresHead'), cell: ({ expiresAt }) => <Day at={expiresAt} /> },
    {
      key: 'actions',
      head: t('actions'),
      actions: true,
      cell: (token) =>
        token.state === 'active' && (
          <Button
            size="small"
            variant="danger"
            aria-label={t('revoke.actionFor', { name: token.name })}
            onClick={() => onRevoke(token)}
          >
            {t('revoke.action')}
          </Button>
        ),
    },
  ]
  return <DataTable caption={t('list')} columns={columns} rows={tokens} rowKey={(it) => it.id} />
}

/** A date with its year, because tokens last up to one. */
function Day({ at }: { at: string }) {
  const { fullDate } = usePlaceFormats()
  return <time dateTime={at}>{fullDate(at)}</time>
}
