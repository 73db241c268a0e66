import type { Options, Values } from '../args/command.ts'
import { recipeOptions } from '../recipe/recipe-options.ts'
import { backendOption } from '../run/backend.ts'
import { memoryOption } from '../samples/open-samples.ts'
import { sourceOptions } from '../samples/source.ts'

const section = 'Run'

export const trainOptions = {
  ...sourceOptions,
  world: {
    type: 'flag',
    about: 'train on the built-in concept world (image and audio) instead of files',
    section: 'Data',
  },
  'world-samples': {
    type: 'number',
    hint: 'N',
    whole: true,
    min: 10,
    about: 'samples of the concept world; default 3000',
    section: 'Data',
  },
  'test-share': {
    type: 'number',
    hint: 'X',
    min: 0,
    max: 0.9,
    about: 'share of the samples that training never sees, for eval; default 0.2',
    section: 'Data',
  },
  'split-by': {
    type: 'text',
    hint: 'MODALITY',
    about:
      'samples that coincide in this modality stay on one side of the split; default: the first',
    section: 'Data',
  },
  memory: memoryOption,
  fill: {
    type: 'text',
    hint: 'RUN',
    about:
      'train on the samples of this run, on its side of the split, with what they lack predicted by it (in memory)',
    section: 'Data',
  },
  ...recipeOptions,
  out: { type: 'text', hint: 'RUN', about: 'folder to save the run in', section },
  seed: {
    type: 'number',
    hint: 'N',
    whole: true,
    min: 0,
    max: 4294967295,
    about: 'same seed, same bytes; default 0',
    section,
  },
  resume: {
    type: 'flag',
    about: 'go on with the unfinished run in --out, with its settings',
    section,
  },
  force: { type: 'flag', about: 'replace the run that --out holds', section },
  backend: { ...backendOption, section },
  'checkpoint-seconds': {
    type: 'number',
    hint: 'N',
    min: 0,
    about: 'seconds between checkpoints; default 30',
    section,
  },
  json: { type: 'flag', about: 'print the summary as JSON', section },
} as const satisfies Options

export type TrainFlags = Values<typeof trainOptions>
