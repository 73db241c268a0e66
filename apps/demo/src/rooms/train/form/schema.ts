import type {
  ActivationSpec,
  GroupSpec,
  MaskSpec,
  PenaltySpec,
  Recipe,
  StartSpec,
  TrainingSpec,
} from '@cmgsae/model'

/** How a part of a recipe is asked for. */
export type Spec = { readonly name: string; readonly about?: string } & (
  | { readonly is: 'number' | 'flag' | 'modality' }
  | { readonly is: 'choice'; readonly of: Readonly<Record<string, string>> }
  /** One of several objects, told apart by `kind`. */
  | { readonly is: 'kinds'; readonly of: Kinds }
  /** Several such objects, each kind at most once. */
  | { readonly is: 'list'; readonly of: Kinds }
)

export type Kinds = Readonly<Record<string, Kind | null>>

export interface Kind {
  readonly name: string
  /** What it begins with when it is chosen. */
  readonly start: Readonly<Record<string, unknown>>
  readonly fields: Readonly<Record<string, Spec>>
}

/** Every kind of a union; null where the form does not offer it. */
type KindsOf<T extends { readonly kind: string }> = {
  readonly [K in T['kind']]: {
    readonly name: string
    readonly start: Omit<Extract<T, { readonly kind: K }>, 'kind'>
    readonly fields: { readonly [F in keyof Omit<Extract<T, { kind: K }>, 'kind'>]?: Spec }
  } | null
}

const k = { is: 'number', name: 'k', about: 'Concepts that may be active at once' } as const
const l0 = {
  is: 'number',
  name: 'Aim (L0)',
  about: 'Active concepts a sample, on average',
} as const
const rate = { is: 'number', name: 'Share hidden', about: 'From 0 to 1' } as const
const weight = { is: 'number', name: 'Weight' } as const
const size = { is: 'number', name: 'Concepts a group' } as const

const activation: KindsOf<ActivationSpec> = {
  topK: { name: 'The k strongest of each sample', start: { k: 16 }, fields: { k } },
  batchTopK: {
    name: 'The strongest of a whole batch',
    start: { k: 16 },
    fields: { k: { ...k, about: 'Active concepts a sample, on average' } },
  },
  groupTopK: {
    name: 'The k strongest of the best groups',
    start: { k: 16, groups: 8 },
    fields: { k, groups: { is: 'number', name: 'Groups' } },
  },
  relu: { name: 'All above zero (ReLU)', start: { l0: 16 }, fields: { l0 } },
  jumpReLU: {
    name: 'All above a learned threshold (JumpReLU)',
    start: { l0: 16, bandwidth: 0.05 },
    fields: { l0, bandwidth: { is: 'number', name: 'Bandwidth' } },
  },
}

const mask: KindsOf<MaskSpec> = {
  none: { name: 'Hide nothing', start: {}, fields: {} },
  shared: {
    name: 'The same entries in every modality',
    start: { rate: 0.15 },
    fields: { rate },
  },
  independent: { name: 'Other entries in each modality', start: { rate: 0.15 }, fields: { rate } },
  block: {
    name: 'Entries that lie side by side',
    start: { rate: 0.15, length: 8 },
    fields: { rate, length: { is: 'number', name: 'Length' } },
  },
  modality: { name: 'A whole modality', start: {}, fields: {} },
  mix: {
    name: 'A modality, or else entries',
    start: {
      parts: [
        [{ kind: 'modality' }, 0.7],
        [{ kind: 'shared', rate: 0.3 }, 0.3],
      ],
    },
    fields: {},
  },
}

const penalties: KindsOf<PenaltySpec> = {
  contrastive: {
    name: 'Pairs get alike codes',
    start: { weight: 0.3, temperature: 0.07 },
    fields: { weight, temperature: { is: 'number', name: 'Temperature' } },
  },
  crossModalGroup: {
    name: 'Modalities share concepts',
    start: { weight: 0.01 },
    fields: { weight },
  },
  groupLasso: { name: 'Few groups (ℓ2,1)', start: { weight: 0.01 }, fields: { weight } },
  treeGroupLasso: {
    name: 'Few groups of groups',
    start: { weight: 0.01, branching: 4 },
    fields: { weight, branching: { is: 'number', name: 'Groups a branch' } },
  },
  l1: { name: 'Small activations (ℓ1)', start: { weight: 0.01 }, fields: { weight } },
  elastic: {
    name: 'Small activations (elastic net)',
    start: { l1: 0.01, l2: 0.01 },
    fields: { l1: { is: 'number', name: 'ℓ1' }, l2: { is: 'number', name: 'ℓ2' } },
  },
}

const groups: KindsOf<GroupSpec> = {
  contiguous: { name: 'In order, without names', start: { size: 16 }, fields: { size } },
  clusters: {
    name: 'From clusters of a modality',
    start: { modality: '', size: 16 },
    fields: { modality: { is: 'modality', name: 'Modality' }, size },
  },
  learned: {
    name: 'Learned: what fires together',
    start: { modality: null, size: 16, every: 0.05, hysteresis: 0.1 },
    fields: {
      size: { ...size, about: 'On average' },
      every: { is: 'number', name: 'Clustered every', about: 'Share of the training' },
      hysteresis: {
        is: 'number',
        name: 'Hold on to groups',
        about: 'How much better another must fit: 0.1, by a tenth',
      },
    },
  },
  // Lists of latents are for programs to give.
  lists: null,
}

const start: KindsOf<StartSpec> = {
  random: { name: 'At random', start: {}, fields: {} },
  samples: { name: 'From samples that lie far apart', start: { modality: null }, fields: {} },
}

/** Every field of a recipe; null where the preset's choice stands. */
export const recipeSchema: {
  readonly [F in Exclude<keyof Recipe, 'preset' | 'training'>]: Spec | null
} = {
  latents: { is: 'number', name: 'Concepts (latents)', about: 'Size of the dictionary' },
  activation: { is: 'kinds', name: 'Active in a sample', of: activation },
  mask: { is: 'kinds', name: 'Hidden while it learns (mask)', of: mask },
  penalties: { is: 'list', name: 'What the code is also asked for (penalties)', of: penalties },
  groups: { is: 'kinds', name: 'Groups', of: groups },
  latentMask: {
    is: 'number',
    name: 'Concepts hidden',
    about: 'Share, the same for every modality',
  },
  privateShare: {
    is: 'number',
    name: 'Private concepts',
    about: 'Share that serves one modality only',
  },
  selfLoss: { is: 'number', name: 'Weight of a modality’s own reconstruction' },
  crossLoss: { is: 'number', name: 'Weight of the other modalities’' },
  hiddenLoss: { is: 'number', name: 'Weight of hidden entries' },
  visibleLoss: { is: 'number', name: 'Weight of visible entries' },
  penaltyWarmup: { is: 'number', name: 'Penalties ramp up over', about: 'Share of the training' },
  encoding: {
    is: 'choice',
    name: 'Encoding',
    of: { alone: 'Each modality alone', together: 'All modalities together' },
  },
  sharing: {
    is: 'choice',
    name: 'Atoms',
    of: {
      joint: 'A direction in each modality',
      encoder: 'A direction in each modality, one encoder',
      basis: 'One space for all',
    },
  },
  atomNorm: {
    is: 'choice',
    name: 'Length of atoms',
    of: { perModality: 'By the modalities it serves', unit: '1' },
  },
  start: { is: 'kinds', name: 'Where concepts start', of: start },
  views: { is: 'number', name: 'Masked views a step' },
  tied: { is: 'flag', name: 'Encoder and decoder share weights' },
  gain: { is: 'flag', name: 'A learned gain for each concept' },
  matched: { is: 'flag', name: 'Pair private concepts afterwards' },
  unit: { is: 'flag', name: 'Bring vectors to length 1' },
  center: { is: 'flag', name: 'Subtract the mean' },
  scale: { is: 'flag', name: 'Scale to unit variance' },
  nested: null,
  auxK: null,
  refitDictionary: null,
}

export const trainingSchema: { readonly [F in keyof TrainingSpec]: Spec | null } = {
  epochs: { is: 'number', name: 'Epochs', about: 'Passes over the samples' },
  batch: { is: 'number', name: 'Samples a step' },
  learningRate: { is: 'number', name: 'Learning rate' },
  encoderRate: {
    is: 'number',
    name: 'Encoder’s share of it',
    about: 'Below 1 it stays nearer to its start',
  },
  warmup: { is: 'number', name: 'Warm-up', about: 'Steps' },
  decay: { is: 'number', name: 'Decay', about: 'Share of the training' },
  clip: { is: 'number', name: 'Largest gradient' },
  validation: { is: 'number', name: 'Validation', about: 'Share of the samples' },
  patience: { is: 'number', name: 'Patience', about: 'Epochs without a better one' },
  beta1: null,
  beta2: null,
  epsilon: null,
}

/** What everybody is asked; the rest waits behind a click. */
export const essential: readonly string[] = ['latents', 'activation', 'mask', 'penalties', 'groups']
