'use client'

import { useTranslations } from 'next-intl'
import { Link } from '@/lib/i18n/navigation'
import { buttonClass } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import { OfficeIcon } from '@/lib/ui/office/office-icon'
import { RowAction } from '@/lib/ui/office/row-action'
import { StateWord } from '@/lib/ui/office/state-word'

type Status = 'open' | 'closed'

/** Whether a clinic or a room is open. */
export function OpenState({ status }: { status: Status }) {
  const t = useTranslations('branches')
  return status === 'open' ? (
    <StateWord tone="done" icon="check">
      {t('isOpen')}
    </StateWord>
  ) : (
    <StateWord icon="close">{t('isClosed')}</StateWord>
  )
}

/** The link to where a row is edited. */
export function EditLink({ href, name }: { href: string; name: string }) {
  const t = useTranslations('branches')
  return (
    <Link
      href={href}
      aria-label={t('editNamed', { name })}
      title={t('edit')}
      className={buttonClass({ variant: 'quiet', size: 'small' })}
    >
      <OfficeIcon name="edit" />
      <span className="max-lg:hidden">{t('edit')}</span>
    </Link>
  )
}

/** Opens what is closed, and closes what is open. */
export function OpenOrClose({ status, name, onPress }: { status: Status; name: string; onPress: () => void }) {
  const t = useTranslations('branches')
  return status === 'open' ? (
    <RowAction
      icon={<Icon name="pause" />}
      text={t('close')}
      label={t('closeNamed', { name })}
      danger
      onPress={onPress}
    />
  ) : (
    <RowAction icon={<Icon name="check" />} text={t('open')} label={t('openNamed', { name })} onPress={onPress} />
  )
}
