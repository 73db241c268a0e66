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
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let d = splitmix()
  const next = () => {
    const scrambled = Math.imul(b, 5)
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 11) | (d >>> 21)
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
