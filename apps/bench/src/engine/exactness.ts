import { createModel, override, presets, train } from '@cmgsae/model'
import { createWasm } from '@cmgsae/tensor'
import type { DatasetSpec } from '../datasets/dataset.ts'
import { loadDataset } from '../datasets/load-dataset.ts'
import type { Section } from './row.ts'

/**
 * Every preset trained on a set for a few epochs, then all its samples encoded with and without the
 * integer screen: rows whose codes differ in any bit, and rows that the screen left undecided.
 */
export const exactness: Section = async function* ({ quick, note, signal, imagenet, esc50 }) {
  const specs: DatasetSpec[] = [
    ...(imagenet ? [{ kind: 'imagenet', folder: imagenet, classes: null } as const] : []),
    ...(esc50 ? [{ kind: 'esc50', folder: esc50 } as const] : []),
    ...(imagenet || esc50 ? [] : [{ kind: 'synthetic', samples: 1000, seed: 0 } as const]),
  ]
  for (const spec of specs) {
    const { name: set, ...dataset } = await loadDataset(spec)
    const { modalities } = dataset.split(0).train
    for (const preset of Object.values(presets)) {
      note(`exactness on ${set}, ${preset.preset}`)
      const screened = await createWasm({ variant: 'plain', screen: true })
      const exact = await createWasm({ variant: 'plain', screen: false })
      const recipe = override(preset, {
        latents: quick ? 256 : 2048,
        training: { epochs: quick ? 1 : 2 },
      })
      const { state } = await train({ modalities }, { recipe, backend: screened, signal })
      let compared = 0
      let mismatches = 0
      for (const { name, embeddings } of modalities) {
        const inputs = { [name]: embeddings }
        const found = await createModel(state, screened).encode(inputs)
        const expected = await createModel(state, exact).encode(inputs)
        compared += found.rows
        for (let n = 0; n < found.rows; n++) if (!sameRow(found, expected, n)) mismatches++
      }
      yield {
        name: 'exactness',
        backend: screened.name,
        set,
        preset: preset.preset,
        rows: compared,
        mismatches,
        undecided: screened.undecided,
      }
      screened.dispose()
      exact.dispose()
    }
  }
}

type Codes = Awaited<ReturnType<ReturnType<typeof createModel>['encode']>>

function sameRow(a: Codes, b: Codes, n: number): boolean {
  const [from, to] = [a.offsets[n]!, a.offsets[n + 1]!]
  const start = b.offsets[n]!
  if (b.offsets[n + 1]! - start !== to - from) return false
  for (let e = from; e < to; e++) {
    if (a.indices[e] !== b.indices[start + e - from]) return false
    if (a.values[e] !== b.values[start + e - from]) return false
  }
  return true
}
