/**
 * Random bits as a pure function of where they are used: no generator is carried along, so rows
 * can be filled in any order, on any thread, in WASM or on a GPU, to the same bytes.
 *
 * Word j of a key is output j of a Weyl sequence mixed as in Steele, Lea and Flood, *Fast
 * splittable pseudorandom number generators* (OOPSLA 2014), in 32 bits: mix(key + j·PHI).
 */

/** 2³² divided by the golden ratio, made odd. */
export const PHI = 0x9e3779b9

/**
 * `lowbias32` of Chris Wellons' hash-prospector (https://github.com/skeeto/hash-prospector): a
 * permutation of the 32-bit integers whose exact avalanche bias is 0.174, below MurmurHash3's.
 */
export function mix(x: number): number {
  x ^= x >>> 16
  x = Math.imul(x, 0x7feb352d)
  x ^= x >>> 15
  x = Math.imul(x, 0x846ca68b)
  return x ^ (x >>> 16)
}

/** Separate streams, so that the parts of one mask never share their bits. */
export const STREAM = {
  shared: 1,
  independent: 2,
  block: 3,
  phase: 4,
  modality: 5,
  latent: 6,
  mix: 7,
  part: 8,
  reveal: 9,
} as const

/** The key of one row's stream. */
export function rowKey(stream: number, seed: number, step: number, row: number): number {
  return mix((mix((mix((mix(seed | 0) + stream) | 0) + step) | 0) + row) | 0)
}

/** The key whose word 0 is word j of this one. */
export function advance(key: number, j: number): number {
  return (key + Math.imul(j, PHI)) | 0
}

/** Word j of a key, as a signed 32-bit integer. */
export function word(key: number, j: number): number {
  return mix(advance(key, j))
}

/** Word j of a key as a number in [0, 1). */
export function uniform(key: number, j: number): number {
  return (word(key, j) >>> 0) / 4294967296
}
