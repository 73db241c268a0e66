import type { WrittenType } from '../encode-floats.ts'
import { npyBytes } from './dtype.ts'
import { npyMagic } from './header.ts'

/** Long enough for any row count, so that a stream can fill it in at the end. */
const LENGTH = 128

/** The first 128 bytes of a format 1.0 .npy file that holds n×d floats in C order. */
export function encodeNpyHeader(type: WrittenType, rows: number, cols: number): Uint8Array {
  const descr = `<f${npyBytes(type)}`
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`
  const text = `${npyMagic}\x01\x00\0\0${dict.padEnd(LENGTH - 11)}\n`
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  new DataView(bytes.buffer).setUint16(8, LENGTH - 10, true)
  return bytes
}
