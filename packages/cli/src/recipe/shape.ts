/** What a field of a recipe may hold. */
export type Shape =
  | {
      readonly is: 'number' | 'flag' | 'text' | 'rate'
      readonly nullable?: boolean
      readonly default?: number | null
    }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'list'; readonly item: Shape }
  /** A mask and its weight. */
  | { readonly is: 'pair'; readonly first: Shape; readonly second: Shape }
  /** Named lists of numbers. */
  | { readonly is: 'lists' }
  | { readonly is: 'fields'; readonly fields: Fields; readonly nullable?: boolean }
  /** One of several objects, told apart by `kind`. */
  | { readonly is: 'kinds'; readonly kinds: Readonly<Record<string, Fields>> }

export type Fields = Readonly<Record<string, Shape>>

const number = { is: 'number' } as const
const maybe = { is: 'number', nullable: true } as const
const flag = { is: 'flag' } as const
const usually = (value: number) => ({ is: 'number', default: value }) as const

/** How groups are learned where nothing says otherwise. */
export const learnedGroups = { modality: null, every: 0.05, hysteresis: 0.1 } as const

const rate = { is: 'rate', default: 0.15 } as const
const flatMasks = {
  none: {},
  shared: { rate },
  independent: { rate },
  block: { rate, length: usually(16) },
  modality: {},
} as const
const mask: Shape = {
  is: 'kinds',
  kinds: {
    ...flatMasks,
    mix: {
      parts: {
        is: 'list',
        item: { is: 'pair', first: { is: 'kinds', kinds: flatMasks }, second: number },
      },
    },
  },
}

const penalty: Shape = {
  is: 'kinds',
  kinds: {
    l1: { weight: number },
    elastic: { l1: number, l2: number },
    groupLasso: { weight: number },
    treeGroupLasso: { weight: number, branching: number },
    crossModalGroup: { weight: number },
    contrastive: { weight: number, temperature: number },
  },
}

/** Every field of a recipe that `--set` reaches; values are checked by the model itself. */
export const recipeShape: Shape = {
  is: 'fields',
  fields: {
    sharing: { is: 'choice', of: ['joint', 'encoder', 'basis'] },
    encoding: { is: 'choice', of: ['together', 'alone'] },
    latents: maybe,
    privateShare: number,
    matched: flag,
    activation: {
      is: 'kinds',
      kinds: {
        topK: { k: usually(32) },
        batchTopK: { k: usually(32) },
        groupTopK: { k: usually(32), groups: usually(8) },
        relu: { l0: usually(32) },
        jumpReLU: { l0: usually(32), bandwidth: usually(0.05) },
      },
    },
    tied: flag,
    gain: flag,
    atomNorm: { is: 'choice', of: ['unit', 'perModality'] },
    start: {
      is: 'kinds',
      kinds: {
        random: {},
        samples: { modality: { is: 'text', nullable: true, default: null } },
      },
    },
    nested: { is: 'list', item: number },
    mask,
    latentMask: { is: 'rate' },
    views: number,
    hiddenLoss: number,
    visibleLoss: number,
    selfLoss: number,
    crossLoss: number,
    penalties: { is: 'list', item: penalty },
    penaltyWarmup: number,
    groups: {
      is: 'kinds',
      kinds: {
        contiguous: { size: usually(16) },
        clusters: { modality: { is: 'text' }, size: usually(16) },
        learned: {
          modality: { is: 'text', nullable: true, default: learnedGroups.modality },
          size: usually(16),
          every: usually(learnedGroups.every),
          hysteresis: usually(learnedGroups.hysteresis),
        },
        lists: { lists: { is: 'lists' } },
      },
    },
    refitDictionary: maybe,
    auxK: { is: 'fields', fields: { k: number, window: number, weight: number }, nullable: true },
    unit: flag,
    center: flag,
    scale: flag,
    training: {
      is: 'fields',
      fields: {
        epochs: maybe,
        batch: number,
        learningRate: number,
        encoderRate: number,
        beta1: number,
        beta2: number,
        epsilon: number,
        warmup: number,
        decay: number,
        clip: maybe,
        validation: number,
        patience: maybe,
      },
    },
  },
}
