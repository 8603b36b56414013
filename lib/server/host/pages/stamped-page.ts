import 'server-only'
import { constants, crc32, deflateRawSync } from 'node:zlib'

/** What is written in place of each mark of a page. */
export type Stamps = ReadonlyMap<string, string>

/** Header of a gzip file without a name and time (RFC 1952 §2.3), and the empty last block of deflate. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const lastBlock = Buffer.from([3, 0])

/** Shorter values are not compressed. */
const worthCompressing = 128

/** The CRC-32 of all bytes so far and these. zlib starts again at an empty buffer. */
const checksum = (before: number, bytes: Buffer): number => (bytes.length === 0 ? before : crc32(bytes, before))

/** Bytes as deflate blocks that end on a byte boundary and refer to nothing outside. */
const compressed = (bytes: Buffer, level: number): Buffer =>
  deflateRawSync(bytes, { level, finishFlush: constants.Z_FULL_FLUSH })

/** Bytes as a deflate block that is not compressed and not the last (RFC 1951 §3.2.4). */
function storedBlock(bytes: Buffer): Buffer {
  const block = Buffer.alloc(5 + bytes.length)
  block.writeUInt16LE(bytes.length, 1)
  block.writeUInt16LE(~bytes.length & 0xffff, 3)
  bytes.copy(block, 5)
  return block
}

const anyOf = (marks: readonly string[]): RegExp =>
  new RegExp(`(${marks.map((mark) => mark.replaceAll(/[^\w]/g, String.raw`\$&`)).join('|')})`)

/**
 * A rendered page with marks, in whose place every client gets values of its own, such as a nonce. The parts between the
 * marks are compressed once: each ends on a byte boundary and refers to no other part, so the blocks of a value fit
 * between any two.
 */
export class StampedPage {
  /** Parts of the page; every second one is a mark. */
  private readonly parts: readonly Buffer[]
  private packed: readonly Buffer[] | null = null

  constructor(
    html: Buffer,
    private readonly marks: readonly string[],
  ) {
    // Latin1 maps every byte to one character and back.
    this.parts = html
      .toString('latin1')
      .split(anyOf(marks))
      .map((part) => Buffer.from(part, 'latin1'))
  }

  /** A text about the page, such as a header, with these values. */
  stamp(text: string, stamps: Stamps): string {
    return this.marks.reduce((stamped, mark) => stamped.replaceAll(mark, () => stamps.get(mark) ?? ''), text)
  }

  plain(stamps: Stamps): Buffer {
    return Buffer.concat(this.filled(this.parts, stamps, (value) => value))
  }

  gzip(stamps: Stamps): Buffer {
    this.packed ??= this.parts.map((part, i) => (i % 2 === 0 ? compressed(part, constants.Z_BEST_COMPRESSION) : part))
    const body = this.filled(this.packed, stamps, (value) =>
      value.length < worthCompressing ? storedBlock(value) : compressed(value, constants.Z_BEST_SPEED),
    )
    const plain = this.filled(this.parts, stamps, (value) => value)
    const end = Buffer.alloc(8)
    end.writeUInt32LE(plain.reduce(checksum, 0), 0)
    end.writeUInt32LE(
      plain.reduce((sum, part) => sum + part.length, 0),
      4,
    )
    return Buffer.concat([gzipHeader, ...body, lastBlock, end])
  }

  /** The parts, with the written value in place of each mark. */
  private filled(parts: readonly Buffer[], stamps: Stamps, write: (value: Buffer) => Buffer): Buffer[] {
    const written = new Map(this.marks.map((mark) => [mark, write(Buffer.from(stamps.get(mark) ?? ''))]))
    return parts.map((part, i) => (i % 2 === 0 ? part : (written.get(part.toString('latin1')) ?? part)))
  }
}
