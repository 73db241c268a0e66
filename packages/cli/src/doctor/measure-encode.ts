import { createRandom, createWasm, type WasmReport } from '@cmgsae/tensor'

/** A way to encode and how fast it was, in GFLOP/s of the dense product that TopK stands for. */
export interface Rate extends Pick<WasmReport, 'variant' | 'screen'> {
  /** What the choice rests on: a look of some milliseconds, one thread; null: not looked at. */
  readonly quick: number | null
  /** A batch of usual size, again and again, on all threads. */
  readonly sustained: number
}

/** The batch that is encoded. */
export const BATCH = { rows: 256, width: 512, latents: 4096, k: 32 } as const

const ROUNDS = 6
const TURN_MS = 50

/**
 * Encodes normal data with the top 32 latents, the candidates in turn: whatever else the machine does
 * meets them all, and the best run of each is what a long training gets.
 */
export async function measureEncode(
  candidates: readonly Omit<Rate, 'sustained'>[],
  threads: number,
  onProgress: (done: number, total: number) => void,
): Promise<Rate[]> {
  const random = createRandom(1)
  const drawn = (length: number) => Float32Array.from({ length }, () => random.normal())
  const [samples, atoms] = [drawn(BATCH.rows * BATCH.width), drawn(BATCH.latents * BATCH.width)]
  const contests = await Promise.all(
    candidates.map((candidate) => prepare(candidate, threads, samples, atoms)),
  )
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { run }] of contests.entries()) {
      onProgress(round * contests.length + i, ROUNDS * contests.length)
      await run()
    }
  }
  return contests.map(({ finish }) => finish())
}

async function prepare(
  candidate: Omit<Rate, 'sustained'>,
  threads: number,
  samples: Float32Array,
  atoms: Float32Array,
) {
  const { rows, width, latents, k } = BATCH
  const { variant, screen } = candidate
  const backend = await createWasm({ variant, screen, threads })
  const [x, w] = [backend.matrix(rows, width), backend.matrix(latents, width)]
  await backend.write(x, samples)
  await backend.write(w, atoms)
  const op = {
    x,
    w,
    rows,
    spans: [{ x: 0, w: 0, width }],
    bias: backend.matrix(1, latents),
    activation: { kind: 'topK', k },
    out: backend.codes(rows, latents, rows * k),
  } as const
  let best = Infinity
  return {
    async run() {
      const until = performance.now() + TURN_MS
      for (let start = performance.now(); start < until; start = performance.now()) {
        await backend.encode(op)
        best = Math.min(best, performance.now() - start)
      }
    },
    finish(): Rate {
      backend.dispose()
      return { ...candidate, sustained: (2 * rows * width * latents) / best / 1e6 }
    },
  }
}
