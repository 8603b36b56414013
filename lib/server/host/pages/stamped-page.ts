import 'server-only'
import { constants, crc32, deflateRawSync } from 'node:zlib'

/** Header of a gzip file without a name and time (RFC 1952 §2.3), and the empty last block of deflate. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const lastBlock = Buffer.from([3, 0])

/** The CRC-32 of all bytes so far and these. zlib starts again at an empty buffer. */
const checksum = (bytes: Buffer, before: number): number => (bytes.length === 0 ? before : crc32(bytes, before))

/** Bytes as a deflate block that is not compressed and not the last (RFC 1951 §3.2.4). */
function storedBlock(bytes: Buffer): Buffer {
  const block = Buffer.alloc(5 + bytes.length)
  block.writeUInt16LE(bytes.length, 1)
  block.writeUInt16LE(~bytes.length & 0xffff, 3)
  bytes.copy(block, 5)
  return block
}

/** `parts` with `between` each two of them. */
function joined(parts: readonly Buffer[], between: Buffer): Buffer {
  return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [between, part])))
}

/**
 * A rendered page that gets a new nonce for every client. The parts between the nonces are compressed once: each ends on a
 * byte boundary and refers to no other part, so an uncompressed block with the nonce fits between any two.
 */
export class StampedPage {
  private readonly parts: readonly Buffer[]
  /** Bytes without the nonces. */
  private readonly length: number
  private compressed: readonly Buffer[] | null = null

  constructor(
    html: Buffer,
    private readonly nonce: string,
  ) {
    // Latin1 maps every byte to one character and back.
    this.parts = html
      .toString('latin1')
      .split(nonce)
      .map((part) => Buffer.from(part, 'latin1'))
    this.length = this.parts.reduce((sum, part) => sum + part.length, 0)
  }

  /** A text about the page, such as a header, with another nonce. */
  stamp(text: string, nonce: string): string {
    return text.replaceAll(this.nonce, nonce)
  }

  plain(nonce: string): Buffer {
    return joined(this.parts, Buffer.from(nonce, 'latin1'))
  }

  gzip(nonce: string): Buffer {
    const stamp = Buffer.from(nonce, 'latin1')
    this.compressed ??= this.parts.map((part) => deflateRawSync(part, { finishFlush: constants.Z_FULL_FLUSH }))
    const end = Buffer.alloc(8)
    end.writeUInt32LE(
      this.parts.reduce((sum, part, i) => checksum(part, i === 0 ? 0 : checksum(stamp, sum)), 0),
      0,
    )
    end.writeUInt32LE(this.length + stamp.length * (this.parts.length - 1), 4)
    return Buffer.concat([gzipHeader, joined(this.compressed, storedBlock(stamp)), lastBlock, end])
  }
}
