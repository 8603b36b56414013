import 'server-only'
import type pg from 'pg'
import { singleton } from '../singleton'

/** The pool of this process, for its metrics; null until it is opened. */
export const countedPool = (): { pool: pg.Pool | null } => singleton('counted-pool', () => ({ pool: null }))
