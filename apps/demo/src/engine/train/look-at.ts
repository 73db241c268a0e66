import { createModel, type ModelState } from '@cmgsae/model'
import { fve } from '@cmgsae/probes'
import { gather, scopedBackend, type Backend, type Matrix } from '@cmgsae/tensor'
import { activations, type Activations } from '../codes/activations.ts'
import { conceptTable } from '../concepts/concept-table.ts'
import { topSamples } from '../concepts/top-samples.ts'
import { topK } from '../top-k.ts'
import type { TrainLook } from './report.ts'

const CONCEPTS = 6
const PICTURES = 4
/** A latent that fired less often may speak of one class by chance. */
const LEAST = 5

/** What a model is by now, on the shown rows. */
export async function lookAt(
  state: ModelState,
  backend: Backend,
  modalities: readonly { readonly name: string; readonly embeddings: Matrix }[],
  {
    shown,
    classes,
    labels,
  }: {
    readonly shown: Uint32Array
    readonly classes: readonly string[]
    readonly labels: Int32Array
  },
): Promise<TrainLook> {
  const scoped = scopedBackend(backend)
  try {
    const model = createModel(state, scoped)
    const parts: Record<string, Activations> = {}
    const explained: Record<string, number> = {}
    for (const { name, embeddings } of modalities) {
      const x = gather(embeddings, shown)
      const codes = await model.encode({ [name]: x })
      explained[name] = fve(model.normalize(x, name), await model.decode(codes, name))
      parts[name] = activations(codes)
    }
    const own = Int32Array.from(shown, (n) => labels[n]!)
    const size = new Uint32Array(model.latents)
    const table = conceptTable(parts, own, classes.length, size)
    const [first] = modalities
    const { offsets } = parts[first!.name]!.byConcept
    const clear = topK(table.topShare, CONCEPTS, (i) => offsets[i + 1]! - offsets[i]! >= LEAST)
    return {
      fve: explained,
      concepts: Array.from(clear, (latent) => ({
        latent,
        class: table.topClass[latent]!,
        share: table.topShare[latent]!,
        samples: topSamples(parts[first!.name]!, latent, PICTURES).samples.map((at) => shown[at]!),
      })),
    }
  } finally {
    scoped.releaseAll()
  }
}
