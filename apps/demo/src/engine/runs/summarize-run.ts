import { exampleOf, pairOf } from '../samples/example.ts'
import { modalityKind } from '../samples/modality-kind.ts'
import type { RunSummary } from '../types.ts'
import type { OpenedRun } from './opened-run.ts'

/** An opened run in plain data, in arrays of the caller's own. */
export async function summarizeRun(opened: OpenedRun): Promise<RunSummary> {
  const { id, title, run, model, samples, encoders } = opened
  // As it was trained: what the visitor makes of it is applied to this.
  const { partition } = run.model
  const pair = pairOf(model.modalities.map(({ name }) => name))
  return {
    id,
    title,
    modalities: model.modalities.map(({ name, width }) => ({
      name,
      width,
      kind: modalityKind(name),
      embeds: encoders?.[name] !== undefined,
    })),
    pair,
    latents: model.latents,
    partition: { names: partition.names, of: partition.of.slice() },
    recipe: model.recipe,
    seed: run.seed,
    history: run.history,
    finished: run.training === undefined,
    samples: {
      count: samples.count,
      rows: samples.rows?.slice() ?? null,
      captions: samples.captions,
      classes: samples.classes,
      labels: samples.labels.slice(),
      heldOut: samples.heldOut.slice(),
      example: samples.example ?? (await exampleIn(opened, pair)),
      media: samples.media,
    },
  }
}

async function exampleIn(opened: OpenedRun, [first, second]: readonly [string, string]) {
  const { codes, samples } = await opened.encoded()
  return exampleOf([codes[first]!, codes[second]!], samples.heldOut)
}
