import 'server-only'
import { sha256 } from '../crypto'

/**
 * The id of the job with this name and key: deterministic, so that a duplicate key has the same id (UUID version 8).
 */
export function jobIdOf(name: string, key: string): string {
  const bytes = sha256(`${name}\n${key}`).subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
