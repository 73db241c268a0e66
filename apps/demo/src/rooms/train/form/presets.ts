import type { PresetName } from '@cmgsae/model'

/** The presets in a few words, in the order of the list. */
export const presetWords: Readonly<Record<PresetName, { name: string; about: string }>> = {
  cmgsae: {
    name: 'CM-GSAE',
    about:
      'The method: entries are hidden while it learns, each modality also rebuilds the others, and groups of concepts are shared.',
  },
  aligned: {
    name: 'CM-GSAE, one space',
    about: 'The method with one encoder for an aligned space; needs vectors of one width.',
  },
  seeded: {
    name: 'CM-GSAE, one space, from samples',
    about: 'The same, with concepts that start from samples of the last modality.',
  },
  refitted: {
    name: 'CM-GSAE, one space, refitted',
    about: 'From samples, its directions fitted again at the end to rebuild more.',
  },
  cross: {
    name: 'Cross-modal, no mask',
    about: 'Each modality rebuilds the others, and nothing is hidden.',
  },
  views: {
    name: 'Masked modalities',
    about: 'Whole modalities are hidden and must be told from their partners.',
  },
  literal: {
    name: 'Masked, as in the brief',
    about: 'One code of all that is visible must rebuild what is hidden.',
  },
  mgsae: {
    name: 'MGSAE of the paper',
    about: 'One basis for an aligned space; needs vectors of one width.',
  },
  separate: {
    name: 'Separate SAEs',
    about: 'A dictionary for each modality that knows nothing of the others: the usual baseline.',
  },
  separateMatched: {
    name: 'Separate, matched',
    about: 'The same, its concepts paired afterwards.',
  },
  shared: {
    name: 'One shared SAE',
    about: 'One dictionary, blind to what belongs together; needs vectors of one width.',
  },
  batchTopK: {
    name: 'Shared, BatchTopK',
    about: 'The shared one, spending its k over a whole batch.',
  },
  matryoshka: {
    name: 'Matryoshka',
    about: 'The shared one, with dictionaries nested in one another.',
  },
}
