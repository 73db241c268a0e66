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

/** Statements that leave bit (row, col) of `words` in the variable `bit`. */
export function readBit({ at }: Layout, words: string, row: string, col: string): string {
  // Half a column away from where a rounded quotient would reach the next word.
  return `
    const word = Math.floor((${col} + 0.5) / ${BITS});
    let bits = ${at(words, row, 'word')};
    const position = ${col} - word * ${BITS};
    for (let b = 0; b < ${BITS}; b++) {
      if (b < position) { bits = Math.floor(bits * 0.5); }
    }
    const bit = bits - 2 * Math.floor(bits * 0.5);`
}
