'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localised } from '@/lib/i18n/localised'
import { usePlaceFormats } from '@/lib/i18n/place'
import type { Tone } from '@/lib/ui/badge'
import { Icon, type IconName } from '@/lib/ui/icon'
import { type Column, DataTable } from '@/lib/ui/office/data-table'
import { Moment } from '@/lib/ui/office/moment'
import { RowAction } from '@/lib/ui/office/row-action'
import { StateWord } from '@/lib/ui/office/state-word'
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

const layout =
  'pe-14 md:pe-2 md:grid-cols-[minmax(0,1.6fr)_minmax(0,1.6fr)_6rem_minmax(0,1fr)_minmax(0,1fr)_3rem] lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1.6fr)_6rem_minmax(0,1fr)_minmax(0,1fr)_7rem]'

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
      cell: ({ name, branch, createdBy }) => (
        <span className="block leading-tight">
          <span className="block">
            <bdi className="font-semibold break-words">{name}</bdi>
          </span>
          <span className="block text-sm text-ink-3">
            <bdi>{branchOf(branch)}</bdi> · {t('madeBy', { name: createdBy })}
          </span>
        </span>
      ),
    },
    {
      key: 'scopes',
      head: t('scopesHead'),
      phone: 'line',
      cell: ({ scopes }) => (
        <ul className="leading-snug">
          {scopes.map((scope) => (
            <li key={scope}>{t(`scope.${scope}`)}</li>
          ))}
        </ul>
      ),
    },
    {
      key: 'state',
      head: t('stateHead'),
      phone: 'bare',
      cell: ({ state }) => <StateWord {...looks[state]}>{t(`state.${state}`)}</StateWord>,
    },
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
          <RowAction
            icon={<Icon name="close" />}
            text={t('revoke.action')}
            label={t('revoke.actionFor', { name: token.name })}
            danger
            onPress={() => onRevoke(token)}
          />
        ),
    },
  ]
  return <DataTable caption={t('list')} columns={columns} rows={tokens} rowKey={(it) => it.id} layout={layout} />
}

/** A date with its year, because tokens last up to one. */
function Day({ at }: { at: string }) {
  const { fullDate } = usePlaceFormats()
  return <time dateTime={at}>{fullDate(at)}</time>
}
