/** A seeded stream of random numbers: the same seed gives the same sequence everywhere. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Uniform integer in [0, below). */
  integer(below: number): number
  /** Fisher–Yates shuffle in place. */
  shuffle(array: { [index: number]: number; readonly length: number }): void
}

/**
 * xoshiro128** of Blackman and Vigna (2018), seeded through splitmix32.
 * Uniforms are bit-exact on any machine; normals go through Math.log and Math.cos, whose last bit
 * may differ between JavaScript engines.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const splitmix = () => {
    state = (state + 0x9e3779b9) | 0
    let z = state ^ (state >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z ^= z >>> 15
    z = Math.imul(z, 0x735a2d97)
    return z ^ (z >>> 15)
  }
  // An array: integers in variables of a closure are boxed when they outgrow 31 bits.
  const s = Int32Array.of(splitmix(), splitmix(), splitmix(), splitmix())
  const next = () => {
    const s1 = s[1]!
    const scrambled = Math.imul(s1, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const s2 = s[2]! ^ s[0]!
    const last = s[3]! ^ s1
    s[1] = s1 ^ s2
    s[0] = s[0]! ^ last
    s[2] = s2 ^ (s1 << 9)
    s[3] = (last << 11) | (last >>> 21)
    return result
  }
  const uniform = () => next() / 4294967296
  const integer = (below: number) => Math.floor(uniform() * below)
  return {
    uniform,
    integer,
    normal: () =>
      Math.sqrt(-2 * Math.log((next() + 1) / 4294967296)) * Math.cos(2 * Math.PI * uniform()),
    shuffle(array) {
      for (let i = array.length - 1; i > 0; i--) {
        const j = integer(i + 1)
        const swapped = array[i]!
        array[i] = array[j]!
        array[j] = swapped
      }
    },
  }
}
