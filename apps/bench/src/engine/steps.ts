import { createWasm } from '@cmgsae/tensor'
import { prototypeStep, timesFaster, torchStep } from './peers.ts'
import { time, type Section } from './row.ts'
import { createStep } from './workload.ts'

const sizes = { batch: 1024, width: 1024, latents: 8192, k: 32 }
const quickSizes = { batch: 256, width: 256, latents: 1024, k: 16 }

/** A whole training step beside PyTorch and the prototype, one after the other and ours twice. */
export const steps: Section = async function* ({ quick, note, signal, prototype }) {
  const size = quick ? quickSizes : sizes
  const runs = quick ? 5 : 15
  for (const threads of quick ? [2] : [1, 2]) {
    const ours = async (screen: boolean, variant: 'plain' | 'relaxed') => {
      note(`step on ${threads} threads, ${variant}${screen ? ', int16' : ''}`)
      const backend = await createWasm({ threads, screen, variant })
      const { step } = await createStep(backend, size)
      const found = await time(step, { runs, signal })
      const { name, undecided } = backend
      backend.dispose()
      return { ...found, backend: name, undecided }
    }
    const before = await ours(true, 'plain')
    note(`step on ${threads} threads, peers`)
    const peers = {
      torchDense: await torchStep('dense', threads, size, runs, signal),
      torchSparse: await torchStep('sparse', threads, size, runs, signal),
      prototype: quick
        ? 'absent: not with --quick'
        : await prototypeStep(prototype, threads, size, signal),
    }
    const after = await ours(true, 'plain')
    const best = before.ms < after.ms ? before : after
    yield {
      name: 'step',
      variant: 'plain, int16 screen',
      threads,
      ...size,
      ...best,
      // The peers ran between these two.
      msBefore: before.ms,
      msAfter: after.ms,
      peers,
      timesTorchDense: timesFaster(best.ms, peers.torchDense),
      timesTorchSparse: timesFaster(best.ms, peers.torchSparse),
      timesPrototype: timesFaster(best.ms, peers.prototype),
    }
    for (const variant of ['plain', 'relaxed'] as const) {
      const found = await ours(false, variant)
      yield { name: 'step', variant: `${variant}, f32`, threads, ...size, ...found }
    }
  }
}
