import { ModelError } from './errors.ts'
import type { MaskSpec, Recipe } from './recipe.ts'

/** 12 bytes for each pair of latents: 3 GiB. */
const MOST_REFITTED = 16_384

/**
 * Refuses a recipe that cannot be trained, naming the field, its value and what would be right.
 * @throws ModelError
 */
export function validateRecipe(recipe: Recipe): void {
  const { training, activation } = recipe
  const check = (ok: boolean, field: string, value: unknown, wanted: string) => {
    if (!ok) throw new ModelError(`${field} is ${JSON.stringify(value)}; it must be ${wanted}`)
  }
  const positive = (field: string, value: number) =>
    check(Number.isFinite(value) && value > 0, field, value, 'a number above 0')
  const atLeastZero = (field: string, value: number) =>
    check(Number.isFinite(value) && value >= 0, field, value, 'a number from 0 up')
  const whole = (field: string, value: number) =>
    check(Number.isInteger(value) && value >= 1, field, value, 'a whole number from 1 up')
  const share = (field: string, value: number) =>
    check(value >= 0 && value <= 1, field, value, 'between 0 and 1')

  check(
    ['joint', 'encoder', 'basis'].includes(recipe.sharing),
    'sharing',
    recipe.sharing,
    '"joint", "encoder" or "basis"',
  )
  check(
    ['together', 'alone'].includes(recipe.encoding),
    'encoding',
    recipe.encoding,
    '"together" or "alone"',
  )
  check(
    recipe.sharing === 'joint' || recipe.encoding === 'alone',
    'encoding',
    recipe.encoding,
    '"alone" where sharing is not "joint"',
  )
  check(
    recipe.sharing !== 'encoder' || !recipe.tied,
    'tied',
    recipe.tied,
    'false with a shared encoder, which has one direction where atoms have several',
  )
  if (recipe.latents !== null) {
    check(
      Number.isInteger(recipe.latents) && recipe.latents >= 2 && recipe.latents <= 2 ** 24,
      'latents',
      recipe.latents,
      'a whole number from 2 to 16,777,216',
    )
  }
  share('privateShare', recipe.privateShare)
  check(
    recipe.privateShare === 0 || recipe.encoding === 'alone',
    'privateShare',
    recipe.privateShare,
    '0 when modalities are encoded together',
  )
  check(
    !recipe.matched || recipe.privateShare === 1,
    'matched',
    recipe.matched,
    'false unless privateShare is 1: it pairs private latents',
  )
  check(
    ['random', 'samples'].includes(recipe.start.kind),
    'start.kind',
    recipe.start.kind,
    '"random" or "samples"',
  )
  const startsFromData =
    recipe.start.kind === 'samples' || ('modality' in recipe.groups && recipe.groups.modality)
  check(
    !startsFromData || !recipe.tied || recipe.gain,
    'gain',
    recipe.gain,
    'true when tied atoms start from data: without it they overshoot and never recover',
  )
  if ('k' in activation) whole('activation.k', activation.k)
  if ('groups' in activation) whole('activation.groups', activation.groups)
  if ('l0' in activation) positive('activation.l0', activation.l0)
  if ('bandwidth' in activation) positive('activation.bandwidth', activation.bandwidth)
  check(
    recipe.nested.length > 0 &&
      recipe.nested.at(-1) === 1 &&
      recipe.nested.every((part, j) => part > (recipe.nested[j - 1] ?? 0)),
    'nested',
    recipe.nested,
    'ascending shares that end in 1',
  )
  checkMask(recipe.mask, check)
  whole('views', recipe.views)
  for (const field of ['hiddenLoss', 'visibleLoss', 'selfLoss', 'crossLoss'] as const) {
    atLeastZero(field, recipe[field])
  }
  check(
    recipe.encoding === 'alone' || recipe.hiddenLoss + recipe.visibleLoss > 0,
    'hiddenLoss',
    recipe.hiddenLoss,
    'above 0 unless visibleLoss is',
  )
  check(
    recipe.encoding === 'together' || recipe.selfLoss + recipe.crossLoss > 0,
    'selfLoss',
    recipe.selfLoss,
    'above 0 unless crossLoss is',
  )
  for (const [index, penalty] of recipe.penalties.entries()) {
    for (const [key, value] of Object.entries(penalty)) {
      if (key !== 'kind') atLeastZero(`penalties[${index}].${key} (${penalty.kind})`, Number(value))
    }
    check(
      penalty.kind !== 'contrastive' || recipe.encoding === 'alone',
      `penalties[${index}]`,
      penalty.kind,
      'used with encoding "alone": it compares the codes of the modalities',
    )
  }
  share('penaltyWarmup', recipe.penaltyWarmup)
  if (recipe.groups.kind !== 'lists') whole('groups.size', recipe.groups.size)
  if (recipe.groups.kind === 'learned') {
    const { every, hysteresis } = recipe.groups
    const last = 1 - training.decay
    check(
      every > 0 && every <= last,
      'groups.every',
      every,
      `above 0 and at most ${last}, where the learning rate begins to fall`,
    )
    atLeastZero('groups.hysteresis', hysteresis)
  }
  if (recipe.auxK) {
    whole('auxK.k', recipe.auxK.k)
    share('auxK.window', recipe.auxK.window)
    atLeastZero('auxK.weight', recipe.auxK.weight)
  }
  if (recipe.refitDictionary !== null) {
    positive('refitDictionary', recipe.refitDictionary)
    check(
      recipe.encoding === 'alone' && !recipe.tied && recipe.sharing !== 'basis',
      'refitDictionary',
      recipe.refitDictionary,
      'null unless modalities are encoded alone and decoded by weights of their own (not tied, no shared basis)',
    )
    check(
      recipe.nested.length === 1,
      'refitDictionary',
      recipe.refitDictionary,
      'null with nested dictionaries, which reconstruct by themselves',
    )
    check(
      (recipe.latents ?? 0) <= MOST_REFITTED,
      'refitDictionary',
      recipe.refitDictionary,
      `null with more than ${MOST_REFITTED} latents: it weighs each against each`,
    )
  }
  if (training.epochs !== null) whole('training.epochs', training.epochs)
  whole('training.batch', training.batch)
  positive('training.learningRate', training.learningRate)
  positive('training.encoderRate', training.encoderRate)
  for (const field of ['beta1', 'beta2'] as const) {
    check(
      training[field] >= 0 && training[field] < 1,
      `training.${field}`,
      training[field],
      'in [0, 1)',
    )
  }
  positive('training.epsilon', training.epsilon)
  atLeastZero('training.warmup', training.warmup)
  share('training.decay', training.decay)
  if (training.clip !== null) positive('training.clip', training.clip)
  check(
    training.validation >= 0 && training.validation < 1,
    'training.validation',
    training.validation,
    'in [0, 1)',
  )
  if (training.patience !== null) {
    whole('training.patience', training.patience)
    check(
      training.validation > 0,
      'training.patience',
      training.patience,
      'null without validation',
    )
  }
}

function checkMask(
  mask: MaskSpec,
  check: (ok: boolean, field: string, value: unknown, wanted: string) => void,
): void {
  if (mask.kind === 'mix') for (const [part] of mask.parts) checkMask(part, check)
  const kinds = ['none', 'shared', 'independent', 'block', 'modality', 'mix']
  check(kinds.includes(mask.kind), 'mask.kind', mask.kind, `one of ${kinds.join(', ')}`)
}
