import { probe, relaxedProbe } from './binaries.ts'
import { compileBinary, hasByteDots, hasRelaxedSimd, type Variant } from './load.ts'

/** Rates of the inner products on one thread, in float32 operations per nanosecond. */
export interface Rates {
  readonly floats: Readonly<Record<Variant, number>>
  /** Of integers: what int8 gives where it is fast, else int16. */
  readonly integers: number
}

/** What an encode with TopK keeps of the rate of its inner products, as measured on large ones. */
const KEPT = { floats: 0.9, words: 0.85, bytes: 0.55 }

const ROUNDS = 4
const ROUND_MS = 1
/** Tiles of 4×8 by 256 a call. */
const TILES = 50
const OPERATIONS = TILES * 2 * 4 * 8 * 256

/**
 * Times the inner products that encodes consist of, some twelve milliseconds in all. In rounds: the
 * first ones run unoptimized, and no candidate alone shall meet a busy moment.
 */
export async function measureProducts(): Promise<Rates> {
  const [relaxed, dots] = [hasRelaxedSimd(), hasByteDots()]
  const plain = await instantiate(probe)
  const other = relaxed ? await instantiate(relaxedProbe) : plain
  const trials = {
    plain: trial(plain.floats),
    relaxed: trial(other.floats),
    integers: trial(dots ? other.bytes : plain.words),
  }
  for (let round = 0; round < ROUNDS; round++) {
    trials.plain.run()
    if (relaxed) trials.relaxed.run()
    trials.integers.run()
  }
  return {
    floats: {
      plain: KEPT.floats * trials.plain.rate(),
      relaxed: relaxed ? KEPT.floats * trials.relaxed.rate() : 0,
    },
    integers: (dots ? KEPT.bytes : KEPT.words) * trials.integers.rate(),
  }
}

type Kernel = (rounds: number) => void

async function instantiate(binary: string) {
  const module = await compileBinary(binary, false)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  return exports as Record<'floats' | 'words' | 'bytes', Kernel>
}

function trial(kernel: Kernel) {
  let best = Infinity
  return {
    run() {
      const until = performance.now() + ROUND_MS
      do {
        const start = performance.now()
        kernel(TILES)
        best = Math.min(best, performance.now() - start)
      } while (performance.now() < until)
    },
    rate: () => OPERATIONS / best / 1e6,
  }
}
