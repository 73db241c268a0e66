import { DataError } from '../errors.ts'

export interface WorldOptions {
  /** Rows per modality; a smaller world is the beginning of a larger one of the same seed. */
  samples?: number
  /** Two or more, with distinct names and widths of at least 2. */
  modalities?: readonly { readonly name: string; readonly width: number }[]
  /** A whole number in [0, 2³²). */
  seed?: number
  /** Mean number of concepts in a sample, the main one included; 1 to 20. */
  active?: number
  /** Length of the noise vector in units of the main concept's median strength. */
  noise?: number
  /** Length of each modality's constant offset, in the same unit. */
  gap?: number
  /** Exponent of the concepts' frequencies: weight 1 / rank^zipf. 0 makes all equally frequent. */
  zipf?: number
  /** Share of concepts that one modality alone can show, in [0, 0.9]. */
  private?: number
  /** Cosine of one concept's atoms in two modalities of equal width, in [0, 1]. */
  alignment?: number
  /** Spread of the log ratio between a concept's strength in one modality and its coefficient. */
  jitter?: number
  /** Chance that a sample lacks a modality, in [0, 1); one is always left. */
  missing?: number
  /** Every sample has exactly two of the modalities. Not together with `missing`. */
  pairsOnly?: boolean
}

/**
 * Fills in the defaults and refuses what makes no world.
 * @throws DataError naming the option, its value and what would be right
 */
export function checkWorldOptions({
  samples = 3000,
  modalities = [
    { name: 'image', width: 128 },
    { name: 'audio', width: 128 },
  ],
  seed = 0,
  active = 6,
  noise = 0.5,
  gap = 1,
  zipf = 1,
  private: privateShare = 0.2,
  alignment = 0.9,
  jitter = 0.15,
  missing = 0,
  pairsOnly = false,
}: WorldOptions) {
  demand(Number.isInteger(samples) && samples >= 1, 'samples', samples, 'a whole number ≥ 1')
  demand(
    Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32,
    'seed',
    seed,
    'a whole number from 0 to 4294967295',
  )
  demand(active >= 1 && active <= 20, 'active', active, 'from 1 to 20')
  for (const [name, value] of Object.entries({ noise, gap, zipf, jitter })) {
    demand(value >= 0 && value < Infinity, name, value, 'a finite number ≥ 0')
  }
  demand(privateShare >= 0 && privateShare <= 0.9, 'private', privateShare, 'from 0 to 0.9')
  demand(alignment >= 0 && alignment <= 1, 'alignment', alignment, 'from 0 to 1')
  demand(missing >= 0 && missing < 1, 'missing', missing, '≥ 0 and below 1')
  demand(!(pairsOnly && missing > 0), 'missing', missing, '0 when pairsOnly is set')
  demand(modalities.length >= 2, 'modalities', modalities.length, 'at least 2')
  modalities.forEach(({ name, width }, s) => {
    const clash = modalities.findIndex((other) => other.name === name)
    demand(name !== '' && clash === s, `modalities[${s}].name`, `'${name}'`, 'a name of its own')
    demand(
      Number.isInteger(width) && width >= 2,
      `modalities[${s}].width`,
      width,
      'a whole number ≥ 2',
    )
  })
  return {
    samples,
    modalities,
    seed,
    active,
    noise,
    gap,
    zipf,
    privateShare,
    alignment,
    jitter,
    missing,
    pairsOnly,
  }
}

function demand(holds: boolean, name: string, value: string | number, right: string): void {
  if (!holds) throw new DataError(`concept world: ${name} is ${value}, it must be ${right}`)
}
