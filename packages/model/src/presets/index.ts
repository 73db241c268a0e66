import { ModelError } from '../errors.ts'
import type { Recipe } from '../recipe.ts'
import { aligned } from './aligned.ts'
import { batchTopK, matryoshka, separate, separateMatched, shared } from './baselines.ts'
import { cmgsae } from './cmgsae.ts'
import { cross } from './cross.ts'
import { literal } from './literal.ts'
import { mgsae } from './mgsae.ts'
import { refitted } from './refitted.ts'
import { seeded } from './seeded.ts'
import { views } from './views.ts'

/** Every preset by name, the default first. */
export const presets = {
  cmgsae,
  aligned,
  seeded,
  refitted,
  literal,
  views,
  cross,
  mgsae,
  separate,
  separateMatched,
  shared,
  batchTopK,
  matryoshka,
} as const satisfies Record<string, Recipe>

export type PresetName = keyof typeof presets

/** @throws ModelError listing the presets when there is none of that name */
export function preset(name: string): Recipe {
  if (!Object.hasOwn(presets, name)) {
    throw new ModelError(
      `unknown preset "${name}"; choose one of ${Object.keys(presets).join(', ')}`,
    )
  }
  return presets[name as PresetName]
}
