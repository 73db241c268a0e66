import type { Model } from '@cmgsae/model'
import {
  deadFraction,
  fve,
  groupPurity,
  histogram,
  l0,
  linearProbe,
  modalityScore,
  retrieval,
  ridge,
  selectRows,
  supportAlignment,
  zeroShot,
} from '@cmgsae/probes'
import { gather, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import type { Progress } from '../api.ts'
import { classMeans } from '../samples/class-means.ts'
import { modalityKind } from '../samples/modality-kind.ts'
import { trainedRows, type Samples } from '../samples/samples.ts'
import type { Partition } from '../types.ts'
import { heatMapOf } from './heat-map.ts'
import type { CrossModal, Measures } from './measures.ts'

/** Bins of the histogram of modality scores: odd, so that one half has a bin of its own. */
const BINS = 21

export interface Measured {
  readonly model: Model
  readonly partition: Partition
  readonly samples: Samples
  /** Codes (n×p) of each modality alone. */
  readonly codes: Readonly<Record<string, SparseCodes>>
}

/** Measures of a model on its held-out samples (on all where none is), see `Measures`. */
export async function measureRun(
  { model, partition, samples, codes }: Measured,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
): Promise<Measures> {
  const names = model.modalities.map(({ name }) => name)
  const train = trainedRows(samples)
  const test = samples.heldOut.length > 0 ? samples.heldOut : train
  const part = (rows: Uint32Array) => ({
    codes: byName(names, (name) => selectRows(codes[name]!, rows)),
    x: byName(names, (name) => model.normalize(gather(samples.embeddings[name]!, rows), name)),
    labels: Int32Array.from(rows, (n) => samples.labels[n]!),
  })
  const [trained, tested] = [part(train), part(test)]
  const labelled = samples.classes.length > 0 && tested.labels.every((label) => label >= 0)
  const [first = '', second] = names
  const comparable = second !== undefined && sharesLatents(model, first, second)

  const steps = ['reconstruction', 'across modalities', 'classes', 'groups']
  const step = (at: number) => {
    signal?.throwIfAborted()
    onProgress?.({ done: at, total: steps.length, what: `measuring ${steps[at]!}` })
  }

  step(0)
  const explained: Record<string, number> = {}
  for (const name of names) {
    const decoded = await model.decode(tested.codes[name]!, name)
    explained[name] = fve(tested.x[name]!, decoded)
  }
  step(1)
  const cross: CrossModal[] = []
  for (const from of names) {
    for (const to of names) {
      if (from === to) continue
      const decoded = await model.decode(tested.codes[from]!, to)
      const pairs = ({ x }: { x: Record<string, Matrix> }) => ({ from: x[from]!, to: x[to]! })
      cross.push({
        from,
        to,
        fve: sharesLatents(model, from, to) ? fve(tested.x[to]!, decoded) : null,
        ridge: ridge({ train: pairs(trained), test: pairs(tested) }).fve,
      })
    }
  }
  step(2)
  const prompts = names.find((name) => modalityKind(name) === 'text') ?? second
  const seen = names.filter((name) => name !== prompts)
  let probe: Record<string, number> | null = null
  let named: Record<string, number> | null = null
  if (labelled && prompts !== undefined) {
    probe = {}
    named = {}
    const { classes, labels } = samples
    const means = classMeans(samples.embeddings[prompts]!, labels, classes.length, train)
    const promptCodes = await model.encode({ [prompts]: means })
    for (const name of seen) {
      const { accuracy } = await linearProbe({
        train: { features: trained.codes[name]!, labels: trained.labels },
        test: { features: tested.codes[name]!, labels: tested.labels },
        regularizations: [0.03, 0.003],
        maxIterations: { path: 6, final: 20 },
        signal,
      })
      probe[name] = accuracy
      if (sharesLatents(model, name, prompts)) {
        named[name] = zeroShot(tested.codes[name]!, promptCodes, tested.labels).accuracy
      }
    }
  }
  step(3)
  const a = tested.codes[first]!
  const b = second === undefined ? undefined : tested.codes[second]!
  const alignment = comparable && b ? supportAlignment(a, b) : null
  return {
    preset: model.recipe.preset,
    latents: model.latents,
    l0: byName(names, (name) => l0(tested.codes[name]!).mean),
    fve: explained,
    cross,
    dead: deadFraction(Object.values(codes)),
    probe,
    zeroShot: named && Object.keys(named).length > 0 ? named : null,
    retrieval: comparable && b ? retrieval(a, b).forward.r1 : null,
    alignment: alignment && { paired: alignment.paired, shuffled: alignment.shuffled },
    groupNmi: labelled ? groupPurity(a, partition, tested.labels).nmi : null,
    modalityHistogram:
      names.length > 1 ? histogram(modalityScore(codes)[first]!, { bins: BINS }).counts : [],
    heatMap: labelled ? heatMapOf(a, partition, tested.labels, samples.classes) : null,
  }
}

function byName<T>(names: readonly string[], value: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)]))
}

/** Whether some latent serves both modalities. */
function sharesLatents(model: Model, a: string, b: string): boolean {
  for (let i = 0; i < model.latents; i++) if (model.serves(i, a) && model.serves(i, b)) return true
  return false
}
