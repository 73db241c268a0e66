import type { HostArray } from './device.ts'
import type { Layout } from './kernel-text.ts'
import type { Scratch } from './scratch.ts'

/** As many bits as a float32 holds exactly. */
const BITS = 24

/**
 * Yes or no for every entry of a rows×cols matrix, 24 to a word, so that a mask is sent to the device
 * as a 24th of the matrix it masks.
 */
export function packBits(
  scratch: Scratch,
  name: string,
  [rows, cols]: readonly [rows: number, cols: number],
): { readonly words: HostArray; set(row: number, col: number): void } {
  const width = Math.ceil(cols / BITS)
  const words = scratch.host(name, [rows, width])
  const { values } = words
  return {
    words,
    set(row, col) {
      const word = Math.floor(col / BITS)
      values[row * width + word]! += 2 ** (col - word * BITS)
    },
  }
}

/** 2⁻ⁱ: what shifts bit i of a word to the ones. */
export const halves: HostArray = {
  shape: [BITS],
  values: Float32Array.from({ length: BITS }, (_, i) => 2 ** -i),
}

/**
 * Statements that leave bit (row, col) of `words` in the variable `bit`; the kernel also takes
 * `halves`.
 */
export function readBit({ at }: Layout, words: string, row: string, col: string): string {
  // Half a column away from where a rounded quotient would reach the next word.
  return `
    const word = Math.floor((${col} + 0.5) / ${BITS});
    const shifted = Math.floor(${at(words, row, 'word')} * halves[${col} - word * ${BITS}]);
    const bit = shifted - 2 * Math.floor(shifted * 0.5);`
}
