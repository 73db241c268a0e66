import type { Labels } from '@cmgsae/data'
import type { Model } from '@cmgsae/model'
import {
  groupAgreement,
  groupPurity,
  linearProbe,
  ProbeError,
  selectRows,
  stratifiedSplit,
  zeroShot,
  type Features,
} from '@cmgsae/probes'
import type { Prototypes } from './class-prototypes.ts'
import type { Side } from './held-out-codes.ts'
import { limitRows } from './limit-rows.ts'

export interface ZeroShotScore {
  /** The modality that is classified, and the one whose prompts name the classes. */
  readonly modality: string
  readonly prompts: string
  readonly classes: number
  readonly codes: number
  /** From reconstructions and from the embeddings; null where the two spaces differ in width. */
  readonly decoded: number | null
  readonly dense: number | null
}

export interface ProbeScore {
  readonly modality: string
  readonly trained: number
  readonly codes: number
  /** Null where it would take too long. */
  readonly dense: number | null
}

export interface GroupScore {
  readonly modality: string
  readonly nmi: number
  readonly nmiShuffled: number
  readonly purity: number
  readonly purityShuffled: number
}

/** Positions of a side whose sample has a label. */
function labelledPositions({ rows }: Side, { of }: Labels): Uint32Array {
  return Uint32Array.from(rows.keys()).filter((n) => of[rows[n]!]! >= 0)
}

/** @returns undefined where the codes of the two modalities share no latent, or nothing is labelled */
export async function measureZeroShot(
  model: Model,
  side: Side,
  labels: Labels,
  { modality, embeddings, classes }: Prototypes,
): Promise<ZeroShotScore | undefined> {
  const place = new Map([...classes].map((c, k) => [c, k]))
  const positions = labelledPositions(side, labels).filter((n) =>
    place.has(labels.of[side.rows[n]!]!),
  )
  if (positions.length === 0) return undefined
  const truth = Uint32Array.from(positions, (n) => place.get(labels.of[side.rows[n]!]!)!)
  const codes = selectRows(side.codes, positions)
  const score = (queries: Features, gallery: Features) => zeroShot(queries, gallery, truth).accuracy
  const aligned = embeddings.cols === side.x.cols
  return {
    modality: side.name,
    prompts: modality,
    classes: classes.length,
    codes: score(codes, await model.encode({ [modality]: embeddings })),
    decoded: aligned ? score(await model.decode(codes, side.name), embeddings) : null,
    dense: aligned ? score(selectRows(side.x, positions), embeddings) : null,
  }
}

/** Entries × classes beyond which a probe takes minutes. */
const mostWork = 6e7
const mostTrained = 5000

/**
 * Linear probe of a modality: fitted on training samples, or, where there are none, on four fifths
 * of the given ones.
 * @returns a reason where none can be fitted
 */
export async function measureProbe(
  test: Side,
  train: Side | undefined,
  labels: Labels,
  seed: number,
): Promise<ProbeScore | string> {
  const labelOf = (side: Side, positions: Uint32Array) =>
    Uint32Array.from(positions, (n) => labels.of[side.rows[n]!]!)
  let trainSide = train ?? test
  let testRows = labelledPositions(test, labels)
  let trainRows = train ? labelledPositions(train, labels) : testRows
  try {
    if (!train) {
      const split = stratifiedSplit(labelOf(test, testRows), 0.2, seed)
      trainRows = split.train.map((n) => testRows[n]!)
      testRows = split.validation.map((n) => testRows[n]!)
      trainSide = test
    }
    const chosen = limitRows(trainRows.length, mostTrained, seed).map((n) => trainRows[n]!)
    const trainLabels = labelOf(trainSide, chosen)
    const testLabels = labelOf(test, testRows)
    const classes = new Set(trainLabels).size
    const accuracy = async (features: (side: Side) => Features) => {
      const { accuracy: found } = await linearProbe({
        train: { features: selectRows(features(trainSide), chosen), labels: trainLabels },
        test: { features: selectRows(features(test), testRows), labels: testLabels },
        seed,
      })
      return found
    }
    const perSample = trainSide.codes.values.length / Math.max(1, trainSide.codes.rows)
    if (chosen.length * perSample * classes > mostWork) {
      return `too many classes (${classes}) to fit in reasonable time`
    }
    const small = chosen.length * trainSide.x.cols * classes <= mostWork
    return {
      modality: test.name,
      trained: chosen.length,
      codes: await accuracy(({ codes }) => codes),
      dense: small ? await accuracy(({ target }) => target) : null,
    }
  } catch (error) {
    // Too few samples of every class, or one class only: a fact about the data, not a failure.
    if (ProbeError.isInstance(error)) return error.message
    throw error
  }
}

/** Purity of groups per modality, and how often the modalities agree on a group's top class. */
export function measureGroups(model: Model, sides: readonly Side[], labels: Labels, seed: number) {
  const scores: GroupScore[] = []
  const topClasses: Int32Array[] = []
  for (const side of sides) {
    const positions = labelledPositions(side, labels)
    if (positions.length === 0) continue
    const truth = Uint32Array.from(positions, (n) => labels.of[side.rows[n]!]!)
    const found = groupPurity(selectRows(side.codes, positions), model.partition, truth, { seed })
    topClasses.push(found.topClass)
    scores.push({
      modality: side.name,
      nmi: found.nmi,
      nmiShuffled: found.shuffled.nmi,
      purity: found.purity,
      purityShuffled: found.shuffled.purity,
    })
  }
  const agreement = topClasses.length === 2 ? groupAgreement(topClasses[0]!, topClasses[1]!) : null
  return { scores, agreement }
}
