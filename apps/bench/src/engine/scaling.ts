import { createWasm, shardsFor } from '@cmgsae/tensor'
import { round, time, type Section } from './row.ts'
import { createStep, stepMemory, type Sizes } from './workload.ts'

const k = 32
const grid: readonly Sizes[] = [
  ...[2048, 8192, 32_768, 131_072].map((latents) => ({ batch: 1024, width: 1024, latents, k })),
  ...[512, 2048].map((width) => ({ batch: 1024, width, latents: 8192, k })),
  ...[1, 16, 128, 4096].map((batch) => ({ batch, width: 1024, latents: 8192, k })),
]
const quickGrid: readonly Sizes[] = [
  { batch: 128, width: 256, latents: 1024, k },
  { batch: 1, width: 256, latents: 1024, k },
]

/** Training steps over sizes, with the memory they take. */
export const scaling: Section = async function* ({ quick, note, signal }) {
  for (const sizes of quick ? quickGrid : grid) {
    for (const threads of [1, 2]) {
      note(`step of ${sizes.batch}×${sizes.width} by ${sizes.latents}, ${threads} threads`)
      const shards = shardsFor(stepMemory(sizes))
      const backend = await createWasm({ threads, shards, variant: 'plain', screen: true })
      const { step, needed } = await createStep(backend, sizes)
      const slow = sizes.latents * sizes.batch > 2 ** 24
      const found = await time(step, { runs: slow ? 3 : 7, warm: slow ? 1 : 3, signal })
      yield {
        name: 'scaling',
        backend: backend.name,
        threads,
        shards,
        ...sizes,
        ...found,
        megabytes: round(backend.bytes / 2 ** 20),
        neededMegabytes: round(needed / 2 ** 20),
        timesNeeded: round(backend.bytes / needed),
      }
      backend.dispose()
    }
  }
}
