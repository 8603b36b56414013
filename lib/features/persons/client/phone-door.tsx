'use client'

import { lazy } from 'react'

/** The offer to confirm a number, fetched only by pages that make it: most installations send no messages. */
export const PhoneDoor = lazy(() => import('./phone-offer').then((module) => ({ default: module.PhoneOffer })))
