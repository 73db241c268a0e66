import { crc32, deflateSync } from 'node:zlib'

/** A picture of one colour, as a PNG file. */
export function png(size: number, red: number, green: number, blue: number): Uint8Array {
  const row = [0, ...Array.from({ length: size }, () => [red, green, blue]).flat()]
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // 8 bits a channel, RGB.
  header.set([8, 2], 8)
  const pixels = Buffer.from(Array.from({ length: size }, () => row).flat())
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
