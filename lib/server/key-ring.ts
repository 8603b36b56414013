import 'server-only'
import { hkdfSync } from 'node:crypto'
import { config } from './config/config'
import { singleton } from './singleton'

/** A key for personal data, with one for encryption and one for blind indexes. */
export type DataKey = { id: string; seal: Buffer; index: Buffer }

/** The id of the key derived from SECRET_KEY: it seals when DATA_KEYS is empty, and always opens. */
const ownId = '0'

function derive(id: string, secret: string): DataKey {
  const key = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'dawr', purpose, 32))
  return { id, seal: key('sealed-field'), index: key('blind-index') }
}

/** All keys, the sealing one first. The others decrypt values sealed before the last rotation. */
export function keyRing(): readonly DataKey[] {
  return singleton('key-ring', () => {
    const { dataKeys, secretKey } = config()
    return [...dataKeys.map(({ id, secret }) => derive(id, secret)), derive(ownId, secretKey)]
  })
}

/** The key that seals. */
export function currentKey(): DataKey {
  const [key] = keyRing()
  if (!key) throw new Error('an empty key ring')
  return key
}

/** A key by its id. Throws when it is no longer in the ring. */
export function keyNamed(id: string): DataKey {
  const key = keyRing().find((it) => it.id === id)
  if (!key) throw new Error(`no data key named ${id}: was it removed before everything was resealed?`)
  return key
}
