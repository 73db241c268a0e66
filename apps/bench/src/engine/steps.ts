import { createWasm, type WasmBackend } from '@cmgsae/tensor'
import { prototypeStep, timesFaster, torchStep } from './peers.ts'
import { time, type Section } from './row.ts'
import { createStep, usualSizes } from './workload.ts'

/** A whole training step beside PyTorch and the prototype, one after the other and ours twice. */
export const steps: Section = async function* ({ quick, note, signal, prototype }) {
  const size = usualSizes(quick)
  const runs = quick ? 5 : 15
  for (const threads of quick ? [2] : [1, 2]) {
    const ours = async (choice: Pick<WasmBackend, 'screen' | 'variant'>) => {
      note(`step on ${threads} threads, ${choice.variant}, screen ${choice.screen}`)
      const backend = await createWasm({ threads, ...choice })
      const { step } = await createStep(backend, size)
      const found = await time(step, { runs, signal })
      const { name, undecided } = backend
      backend.dispose()
      return { ...found, backend: name, undecided }
    }
    const screens = [true, 'int16'] as const
    const before = []
    for (const screen of screens) before.push(await ours({ variant: 'plain', screen }))
    note(`step on ${threads} threads, peers`)
    const peers = {
      torchDense: await torchStep('dense', threads, size, runs, signal),
      torchSparse: await torchStep('sparse', threads, size, runs, signal),
      prototype: quick
        ? 'absent: not with --quick'
        : await prototypeStep(prototype, threads, size, signal),
    }
    for (const [i, screen] of screens.entries()) {
      // The peers ran between these two.
      const after = await ours({ variant: 'plain', screen })
      const best = before[i]!.ms < after.ms ? before[i]! : after
      yield {
        name: 'step',
        variant: /int\d+ screen/.exec(best.backend)![0],
        threads,
        ...size,
        ...best,
        msBefore: before[i]!.ms,
        msAfter: after.ms,
        peers,
        timesTorchDense: timesFaster(best.ms, peers.torchDense),
        timesTorchSparse: timesFaster(best.ms, peers.torchSparse),
        timesPrototype: timesFaster(best.ms, peers.prototype),
      }
    }
    for (const variant of ['plain', 'relaxed'] as const) {
      const found = await ours({ variant, screen: false })
      yield { name: 'step', variant: `${variant}, f32`, threads, ...size, ...found }
    }
  }
}
