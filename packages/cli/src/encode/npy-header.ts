/** A format 1.0 .npy header for a dtype such as `<i4` and a shape; () is a scalar. */
export function npyHeader(descr: string, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dict = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`
  const length = Math.ceil((11 + dict.length) / 64) * 64
  const text = `\u0093NUMPY\u0001\0\0\0${dict.padEnd(length - 11)}\n`
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  new DataView(bytes.buffer).setUint16(8, length - 10, true)
  return bytes
}
