'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/lib/ui/button'
import { Icon } from '@/lib/ui/icon'
import type { TurnAlarm } from './use-turn-alarm'

/** Switches the bell on or off; stops it while it rings. */
export function SoundSwitch({ alarm }: { alarm: TurnAlarm }) {
  const t = useTranslations('visitor.sound')
  if (alarm.ringing) {
    return (
      <Button variant="primary" wide onClick={alarm.stop}>
        <Icon name="bell" />
        {t('heard')}
      </Button>
    )
  }
  return (
    <Button wide onClick={alarm.toggle} aria-pressed={alarm.sound === 'on'}>
      <Icon name={alarm.sound === 'on' ? 'soundOn' : 'soundOff'} />
      {t(alarm.sound)}
    </Button>
  )
}
