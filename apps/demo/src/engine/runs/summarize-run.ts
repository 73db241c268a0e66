import type { Kind, RunSummary } from '../types.ts'
import type { OpenedRun } from './opened-run.ts'

/** An opened run in plain data, in arrays of the caller's own. */
export function summarizeRun(opened: OpenedRun): RunSummary {
  const { id, title, run, model, samples, encoders } = opened
  // As it was trained: what the visitor makes of it is applied to this.
  const { partition } = run.model
  return {
    id,
    title,
    modalities: model.modalities.map(({ name, width }) => ({
      name,
      width,
      kind: kindOf(name),
      embeds: encoders?.[name] !== undefined,
    })),
    latents: model.latents,
    partition: { names: partition.names, of: partition.of.slice() },
    recipe: model.recipe,
    seed: run.seed,
    history: run.history,
    finished: run.training === undefined,
    samples: {
      count: samples.count,
      captions: samples.captions,
      classes: samples.classes,
      labels: samples.labels.slice(),
      heldOut: samples.heldOut.slice(),
      media: samples.media,
    },
  }
}

/** How a modality is shown, told by its name. */
export function kindOf(name: string): Kind {
  if (/im(a)?g|pict|photo|vision/i.test(name)) return 'image'
  if (/text|caption|word|name/i.test(name)) return 'text'
  if (/audio|sound|speech|music/i.test(name)) return 'audio'
  return 'other'
}
