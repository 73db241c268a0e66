import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'
import { firstBytes, notA } from '../first-bytes.ts'
import { npyBytes, npyType, type NpyType } from './dtype.ts'

export interface NpyHeader {
  readonly type: NpyType
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
  /** Where the values start, in bytes. */
  readonly dataStart: number
}

export const npyMagic = '\x93NUMPY'

/**
 * Reads the header of a .npy file, format 1 to 3
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html), and checks that all
 * values are there.
 * @throws DataError for a file that is none, is cut off, or holds what is not numbers
 */
export async function readNpyHeader(source: ByteSource): Promise<NpyHeader> {
  const { name, size } = source
  const start = await firstBytes(source, 12)
  if (String.fromCharCode(...start.subarray(0, 6)) !== npyMagic) {
    throw notA('a .npy file', name, await firstBytes(source, 24))
  }
  const version = start[6] ?? 0
  if (version < 1 || version > 3) {
    throw new DataError(`${name} has .npy format ${version}; formats 1 to 3 are known`)
  }
  const prefix = version === 1 ? 10 : 12
  if (size < prefix) throw new DataError(`${name} is truncated: it ends after ${size} bytes`)
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const dataStart = prefix + length
  if (dataStart > size) {
    throw new DataError(
      `${name} is truncated: its header ends at ${dataStart}, the file at ${size}`,
    )
  }
  const bytes = await source.read(prefix, length)
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes)
  const { descr, fortranOrder, shape } = parseNpyDict(text, name)
  const type = npyType(descr, name)
  const expected = shape.reduce((product, side) => product * side, npyBytes(type))
  if (size - dataStart < expected) {
    throw new DataError(
      `${name} is truncated: shape (${shape.join(', ')}) of ${type} needs ${expected} bytes, ` +
        `${size - dataStart} are there`,
    )
  }
  return { type, fortranOrder, shape, dataStart }
}

/** The header is a Python literal: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }. */
function parseNpyDict(text: string, name: string) {
  const descr = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[))/.exec(text)
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)
  const shape = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text)
  // Python 2 wrote long integers as 3L.
  const sides = shape?.[1]!.split(',').map((side) => side.trim().replace(/L$/, ''))
  if (!descr || !order || !sides?.every((side) => /^\d*$/.test(side))) {
    throw new DataError(`${name} has a malformed .npy header: ${JSON.stringify(text.slice(0, 80))}`)
  }
  return {
    descr: descr[1] ?? descr[2]!,
    fortranOrder: order[1] === 'True',
    shape: sides.filter((side) => side !== '').map(Number),
  }
}
