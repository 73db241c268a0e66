/** 2³² divided by the golden ratio, made odd. */
const PHI = 0x9e3779b9

/**
 * `lowbias32` of Chris Wellons' hash-prospector (https://github.com/skeeto/hash-prospector), the
 * permutation of the 32-bit integers that the masks of `@cmgsae/masking` are drawn with.
 */
export function mix(x: number): number {
  x ^= x >>> 16
  x = Math.imul(x, 0x7feb352d)
  x ^= x >>> 15
  x = Math.imul(x, 0x846ca68b)
  return x ^ (x >>> 16)
}

/** Whether a seeded mask hides entry j of the span with this key. */
export function hides(key: number, j: number, threshold: number): boolean {
  return mix((key + Math.imul(j, PHI)) | 0) >>> 1 < threshold
}
