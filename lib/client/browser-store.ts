import type { OutboxRow } from './outbox-rules'

/** `outbox` has the row's id as key, `kept` a name. */
type StoreName = 'outbox' | 'kept'

let opened: Promise<IDBDatabase> | null = null

/** Milliseconds after which a storage that has not opened counts as refused: in some browsers it never answers. */
const opensWithin = 2_000

function open(): Promise<IDBDatabase> {
  const asked = indexedDB.open('dawr', 1)
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('outbox', { keyPath: 'id' })
    asked.result.createObjectStore('kept')
  }
  const database = answer(asked).then((database) => {
    database.onclose = () => (opened = null)
    return database
  })
  return Promise.race([
    database,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('storage')), opensWithin)),
  ])
}

function answer<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('storage'))
  })
}

/**
 * Runs `work` on one store in one transaction, and resolves when its writes are on the disk. Rejects where the browser
 * has no storage (some private windows). `work` must use only this store.
 */
async function within<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  opened ??= open().catch((error: unknown) => {
    opened = null
    throw error
  })
  const transaction = (await opened).transaction(name, mode, { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('storage'))
  })
  const [result] = await Promise.all([work(transaction.objectStore(name)), done])
  return result
}

export function readOutbox(): Promise<OutboxRow[]> {
  return within('outbox', 'readonly', (store) => answer<OutboxRow[]>(store.getAll()))
}

export async function writeRow(row: OutboxRow): Promise<void> {
  await within('outbox', 'readwrite', (store) => answer(store.put(row)))
}

/** Updates a row if it still exists; a row removed in the meantime is not recreated. */
export async function changeRow(id: string, part: Partial<OutboxRow>): Promise<void> {
  await within('outbox', 'readwrite', async (store) => {
    const row = await answer<OutboxRow | undefined>(store.get(id))
    if (row !== undefined) await answer(store.put({ ...row, ...part }))
  })
}

export async function removeRow(id: string): Promise<void> {
  await within('outbox', 'readwrite', (store) => answer(store.delete(id)))
}

export async function keep(name: string, value: unknown): Promise<void> {
  await within('kept', 'readwrite', (store) => answer(store.put(value, name)))
}

export function readKept(name: string): Promise<unknown> {
  return within('kept', 'readonly', (store) => answer<unknown>(store.get(name)))
}
