'use client'

import { createContext } from 'react'
import type { SetUpDto } from '../../set-up-contract'
import type { ClinicDraft } from './clinic-draft'
import type { RoomDraft } from './room-draft'

/** What is being typed, for a preview beside the form. */
export type Draft = { setUp: SetUpDto } & ({ kind: 'clinic'; clinic: ClinicDraft } | { kind: 'room'; room: RoomDraft })

export const DraftContext = createContext<Draft | null>(null)
