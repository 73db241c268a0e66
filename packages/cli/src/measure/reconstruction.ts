import type { Model } from '@cmgsae/model'
import { activeGroups, deadFraction, fve, l0 } from '@cmgsae/probes'
import type { Side } from './held-out-codes.ts'

export interface ModalityScore {
  readonly name: string
  readonly samples: number
  /** FVE of the modality decoded from its own codes. */
  readonly fve: number
  /** Mean number of active latents of its codes, and of active groups. */
  readonly l0: number
  readonly activeGroups: number
}

export interface Reconstruction {
  readonly modalities: readonly ModalityScore[]
  /** Share of latents that never fire on these samples. */
  readonly dead: number
  readonly latents: number
  readonly groups: number
}

/** What every run is summarised by: own reconstruction and sparsity of each modality's codes. */
export async function measureReconstruction(
  model: Model,
  sides: readonly Side[],
): Promise<Reconstruction> {
  const modalities: ModalityScore[] = []
  for (const { name, target, codes } of sides) {
    if (codes.rows === 0) continue
    modalities.push({
      name,
      samples: codes.rows,
      fve: fve(target, await model.decode(codes, name)),
      l0: l0(codes).mean,
      activeGroups: activeGroups(codes, model.partition).mean,
    })
  }
  return {
    modalities,
    dead: deadFraction(sides.map(({ codes }) => codes)),
    latents: model.latents,
    groups: model.partition.names.length,
  }
}
