import type { FileHandle } from 'node:fs/promises'
import { writeWhole } from './spool.ts'

/** Without the zip64 extension nothing may lie beyond 4 GiB. */
export const largestZip = 2 ** 32 - 2 ** 20

/** Writes uncompressed members one after the other into a file, as numpy does for .npz. */
export interface ZipWriter {
  add(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>
  /** Writes the directory. */
  close(): Promise<void>
}

interface Member {
  readonly name: Uint8Array
  readonly crc: number
  readonly size: number
  readonly at: number
}

/** Midnight of 1 January 1980, the earliest date zip knows: the same codes give the same bytes. */
const date = 0x00210000

export function createZip(file: FileHandle): ZipWriter {
  const members: Member[] = []
  let at = 0
  return {
    async add(text, chunks) {
      const name = new TextEncoder().encode(text)
      const start = at
      await writeWhole(file, localHeader({ name, crc: 0, size: 0, at }), start)
      at += 30 + name.length
      let crc = 0
      let size = 0
      for await (const chunk of chunks) {
        await writeWhole(file, chunk, at)
        crc = crc32(chunk, crc)
        size += chunk.length
        at += chunk.length
      }
      const member = { name, crc, size, at: start }
      await writeWhole(file, localHeader(member), start)
      members.push(member)
    },
    async close() {
      const start = at
      for (const member of members) {
        const entry = centralHeader(member)
        await writeWhole(file, entry, at)
        at += entry.length
      }
      const end = new DataView(new ArrayBuffer(22))
      end.setUint32(0, 0x06054b50, true)
      end.setUint16(8, members.length, true)
      end.setUint16(10, members.length, true)
      end.setUint32(12, at - start, true)
      end.setUint32(16, start, true)
      await writeWhole(file, new Uint8Array(end.buffer), at)
    },
  }
}

function localHeader({ name, crc, size }: Member): Uint8Array {
  const view = new DataView(new ArrayBuffer(30 + name.length))
  view.setUint32(0, 0x04034b50, true)
  view.setUint16(4, 20, true)
  view.setUint32(10, date, true)
  sizes(view, 14, crc, size, name)
  new Uint8Array(view.buffer).set(name, 30)
  return new Uint8Array(view.buffer)
}

function centralHeader({ name, crc, size, at }: Member): Uint8Array {
  const view = new DataView(new ArrayBuffer(46 + name.length))
  view.setUint32(0, 0x02014b50, true)
  view.setUint16(4, 20, true)
  view.setUint16(6, 20, true)
  view.setUint32(12, date, true)
  sizes(view, 16, crc, size, name)
  view.setUint32(42, at, true)
  new Uint8Array(view.buffer).set(name, 46)
  return new Uint8Array(view.buffer)
}

function sizes(view: DataView, at: number, crc: number, size: number, name: Uint8Array): void {
  view.setUint32(at, crc, true)
  view.setUint32(at + 4, size, true)
  view.setUint32(at + 8, size, true)
  view.setUint16(at + 12, name.length, true)
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** CRC-32 of more bytes after those that gave `crc`. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let c = ~crc
  for (let i = 0; i < bytes.length; i++) c = table[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8)
  return ~c >>> 0
}
