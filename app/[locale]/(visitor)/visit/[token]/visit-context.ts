'use client'
import { createContext } from 'react'
import type { VisitData } from './read-visit'

/** The visit of the page, for its parts that have texts of their own. */
export const VisitContext = createContext<(VisitData & { token: string }) | null>(null)
