import { createWasm } from '@cmgsae/tensor'
import { peakOf } from './limits.ts'
import { matrixPeers } from './matrix-peers.ts'
import { round, time, type Section } from './row.ts'
import { load, usualSizes } from './workload.ts'

/** Encode with top-k, atoms packed anew each time as after a training step. */
export const encodes: Section = async function* ({ quick, note, signal, rows }) {
  const size = usualSizes(quick)
  const operations = 2 * size.batch * size.width * size.latents
  const runs = quick ? 5 : 11
  for (const threads of [1, 2]) {
    for (const [variant, screen] of [
      ['plain', false],
      ['relaxed', false],
      ['plain', true],
      ['plain', 'int16'],
    ] as const) {
      note(`encode on ${threads} threads, ${variant}, screen ${screen}`)
      const backend = await createWasm({ threads, screen, variant })
      const { x, w } = await load(backend, size)
      const bias = backend.matrix(1, size.latents)
      const out = backend.codes(size.batch, size.latents, size.batch * size.k)
      const entry = new Float32Array(1)
      await backend.read(w, entry)
      const found = await time(
        async () => {
          // Written, as a step writes it: nothing packed before may be used again.
          await backend.write(w, entry)
          await backend.encode({
            x,
            w,
            rows: size.batch,
            spans: [{ x: 0, w: 0, width: size.width }],
            bias,
            activation: { kind: 'topK', k: size.k },
            out,
          })
        },
        { runs, signal },
      )
      const gflops = round(operations / found.ms / 1e6)
      yield {
        name: 'encode',
        backend: backend.name,
        variant: /int\d+ screen/.exec(backend.name)?.[0] ?? `${variant}, f32`,
        threads,
        ...size,
        ...found,
        gflops,
        shareOfPeak: round(gflops / peakOf(rows, threads)),
      }
      backend.dispose()
    }
  }
  note('encode, peers')
  for (const { peer, ...found } of await matrixPeers(size, runs, signal)) {
    yield {
      name: 'encode',
      backend: peer,
      variant: `${peer}, product alone`,
      threads: 1,
      ...size,
      ...found,
      ...('ms' in found && { gflops: round(operations / found.ms / 1e6) }),
    }
  }
}
