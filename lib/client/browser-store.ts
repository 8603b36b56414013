import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { OutboxRow } from './outbox-rules'

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxRow }
  kept: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<Schema>> | null = null

/** This browser's own database. Rejects where the browser gives none (some private windows). */
export function browserStore(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('dawr', 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'id' })
      db.createObjectStore('kept')
    },
    terminated() {
      opened = null
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}
