import type { NumberOption, Options, Values } from '../args/command.ts'

const section = 'Recipe (defaults come from the preset)'
const whole = (about: string): NumberOption => ({
  type: 'number',
  hint: 'N',
  whole: true,
  min: 1,
  about,
  section,
})
const share = (about: string): NumberOption => ({
  type: 'number',
  hint: 'X',
  min: 0,
  max: 1,
  about,
  section,
})

/** Flags for the choices that are made most often; `--set` reaches every other field. */
export const recipeOptions = {
  preset: {
    type: 'text',
    hint: 'NAME',
    about:
      'cmgsae (default), aligned, seeded, refitted, literal, views, cross, mgsae, or a baseline: separate, separateMatched, shared, batchTopK, matryoshka',
    section,
  },
  latents: whole('latents in all; default: a power of two near samples/5'),
  k: {
    ...whole(
      'active latents per sample: k, or the target L0 of relu and jumpReLU; default: latents/16, from 8 to 32',
    ),
  },
  epochs: whole('passes over the training samples; default: 1600/√samples'),
  batch: whole('samples per step'),
  lr: { type: 'number', hint: 'X', min: 0, about: 'peak learning rate', section },
  'mask-rate': share('share of the input entries hidden in training'),
  'group-size': whole('latents per group; of learned groups: on average'),
  'group-by': {
    type: 'text',
    hint: 'MODALITY',
    about: 'start each group from a cluster of this modality; labels name it after its classes',
    section,
  },
  'learn-groups': {
    type: 'flag',
    about:
      'cluster latents that fire together while training, without labels (with --group-by: from those clusters on)',
    section,
  },
  'private-share': share('share of the latents that serve one modality alone'),
  validation: share('share of the training samples held out to watch the loss'),
  patience: whole('epochs without a better validation loss before training stops'),
  tied: { type: 'flag', about: 'use one matrix to encode and decode (--no-tied: two)', section },
  set: {
    type: 'list',
    hint: 'FIELD=VALUE',
    about:
      'any field of the recipe, value in JSON: --set training.clip=0.5 --set activation.kind=relu --set activation.l0=24',
    section,
  },
} as const satisfies Options

export type RecipeFlags = Values<typeof recipeOptions>
