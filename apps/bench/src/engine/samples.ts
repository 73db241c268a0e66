import { createWasm, shardsFor, type WasmBackend } from '@cmgsae/tensor'
import { measureLimits } from './limits.ts'
import { round, time, type Section } from './row.ts'
import { load } from './workload.ts'

const width = 1024
const k = 32

/**
 * One sample: encode, top-k, codes to the host, decode, result to the host. The floor, reading the
 * float32 atoms once, is measured before and after, as memory is faster at some moments than at others.
 */
export const samples: Section = async function* ({ quick, note, signal }) {
  for (const latents of quick ? [2048] : [8192, 131_072, 1_000_000]) {
    for (const threads of [1, 2]) {
      for (const screen of [false, true]) {
        const doing = `one sample, ${latents} latents, ${threads} threads${screen ? ', int8' : ''}`
        note(doing)
        // Screening keeps an int8 copy of the atoms.
        const shards = shardsFor({ split: (screen ? 5 : 4) * latents * width })
        const backend = await createWasm({ threads, shards, screen, variant: 'plain' })
        try {
          const work = await oneSample(backend, latents)
          const before = await measureLimits(threads)
          note(doing)
          const found = await time(work, { runs: Math.max(9, Math.round(2e6 / latents)), signal })
          const after = await measureLimits(threads)
          const rate = Math.max(before.usualGbs, after.usualGbs)
          const floor = (4 * latents * width) / rate / 1e6
          yield {
            name: 'oneSample',
            backend: backend.name,
            variant: screen ? 'int8 screen' : 'f32',
            threads,
            shards,
            batch: 1,
            width,
            latents,
            k,
            ...found,
            floorMs: round(floor),
            timesFloor: round(found.ms / floor),
            undecided: backend.undecided,
          }
        } finally {
          backend.dispose()
        }
      }
    }
  }
}

async function oneSample(backend: WasmBackend, latents: number) {
  const { x, w } = await load(backend, { batch: 1, width, latents, k })
  const bias = backend.matrix(1, latents, 'columns')
  const out = backend.codes(1, latents, k)
  const reconstruction = backend.matrix(1, width)
  const spans = [{ x: 0, w: 0, width }]
  const sample = new Float32Array(width)
  await backend.read(x, sample)
  const codes = {
    rows: 0,
    latents,
    offsets: new Uint32Array(2),
    indices: new Uint32Array(k),
    values: new Float32Array(k),
  }
  return async () => {
    await backend.write(x, sample)
    await backend.encode({ x, w, rows: 1, spans, bias, activation: { kind: 'topK', k }, out })
    await backend.readCodes(out, codes)
    await backend.decode({ codes: out, w, spans, out: reconstruction })
    await backend.read(reconstruction, sample.slice())
  }
}
