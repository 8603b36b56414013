'use client'

import { createContext, type ReactNode, use } from 'react'
import type { Digits, Formats } from './formats'
import { useFormats } from './use-formats'

export type Place = { digits: Digits; timeZone: string }

const PlaceContext = createContext<Place>({ digits: 'arab', timeZone: 'UTC' })

/** Sets the branch whose clock and digits the pages inside use. */
export function PlaceProvider({ place, children }: { place: Place; children: ReactNode }) {
  return <PlaceContext value={place}>{children}</PlaceContext>
}

/** The formats of the branch that the page belongs to. */
export function usePlaceFormats(): Formats {
  return useFormats(use(PlaceContext))
}
