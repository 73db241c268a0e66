import { deflateSync } from 'node:zlib'
import type { Spectrogram } from '@cmgsae/world'
import { crc32 } from '../encode/zip.ts'

/** How far below the loudest a spectrogram fades to nothing, in dB. */
const RANGE = 66

/** A spectrogram as a png that is black, and the more opaque the louder; low bands lie below. */
export function encodeMask({ frames, bands, data }: Spectrogram): Uint8Array {
  const stride = 1 + 2 * frames
  const rows = new Uint8Array(bands * stride)
  for (let f = 0; f < frames; f++) {
    for (let b = 0; b < bands; b++) {
      const strength = Math.max(0, 1 + data[f * bands + b]! / RANGE)
      rows[(bands - 1 - b) * stride + 2 + 2 * f] = Math.round(255 * strength ** 1.4)
    }
  }
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, frames)
  header.setUint32(4, bands)
  header.setUint8(8, 8)
  header.setUint8(9, GREY_WITH_ALPHA)
  return Buffer.concat([
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

const GREY_WITH_ALPHA = 4

function chunk(type: string, bytes: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type), bytes])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
