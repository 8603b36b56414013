'use client'

import { useLocale } from 'next-intl'
import { type Digits, type Formats, formatsOf } from './formats'

/** The formats of a branch in the language of the page. */
export function useFormats(branch: { digits: Digits; timeZone: string }): Formats {
  return formatsOf({ locale: useLocale(), digits: branch.digits, timeZone: branch.timeZone })
}
