import { MaskingError } from './errors.ts'

/**
 * A mask at 8 entries a byte, the first in the lowest bit, as NumPy's
 * `packbits(bitorder='little')` has it; unused bits of the last byte are 0.
 * @throws MaskingError if `bits` is given and too short
 */
export function pack(
  visible: Uint8Array,
  bits = new Uint8Array(Math.ceil(visible.length / 8)),
): Uint8Array {
  checkRoom(visible, bits)
  for (let at = 0, j = 0; j < visible.length; at++) {
    let byte = 0
    for (let b = 0; b < 8 && j < visible.length; b++, j++) if (visible[j]) byte |= 1 << b
    bits[at] = byte
  }
  return bits
}

/**
 * Writes the mask that `pack` stored into `visible`, whose length says how many entries it has.
 * @throws MaskingError if there are fewer bits than entries
 */
export function unpack(bits: Uint8Array, visible: Uint8Array): Uint8Array {
  checkRoom(visible, bits)
  for (let j = 0; j < visible.length; j++) visible[j] = (bits[j >> 3]! >> (j & 7)) & 1
  return visible
}

function checkRoom(visible: Uint8Array, bits: Uint8Array): void {
  const needed = Math.ceil(visible.length / 8)
  if (bits.length < needed) {
    throw new MaskingError(
      `bits holds ${bits.length} bytes; ${visible.length} entries need ${needed}`,
    )
  }
}
