import type { Model } from '@cmgsae/model'
import {
  activeGroups,
  crossModalMonosemanticity,
  deadFraction,
  firingByModality,
  fve,
  groupAgreement,
  groupPurity,
  histogram,
  l0,
  modalityScore,
  selectRows,
  supportAlignment,
} from '@cmgsae/probes'
import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import type { Dataset, Pairs, Split } from '../datasets/dataset.ts'
import { labelledRows } from '../datasets/labelled-rows.ts'
import type { ProbeSettings } from '../jobs/job.ts'
import { atomRecovery } from './atom-recovery.ts'
import { concepts } from './concepts.ts'
import type { Figures } from './figures.ts'
import { heatMap } from './heat-map.ts'
import { interventions } from './interventions.ts'
import { encodePrompts, probe, zeroShotAccuracy } from './labelled.ts'
import { undefinedMeasures, type Measures } from './measures.ts'
import { distinctRetrieval } from './text-retrieval.ts'

/** Enough to keep nearly collinear atoms apart; a stronger pull to the encoder helps nobody. */
const REFIT = 0.1

/** Codes of each modality of some pairs, each encoded alone. */
export async function encodeAll(model: Model, { modalities }: Pairs): Promise<SparseCodes[]> {
  const codes: SparseCodes[] = []
  for (const { name, embeddings } of modalities) {
    codes.push(await model.encode({ [name]: embeddings }))
  }
  return codes
}

/**
 * Everything the benchmark reports about a model on one split. Where no latent serves two
 * modalities, codes of different modalities cannot be compared, and those measures stay undefined.
 */
export async function measureModel(
  model: Model,
  dataset: Dataset,
  split: Split,
  settings: ProbeSettings,
): Promise<{ measures: Measures; figures: Figures }> {
  const { train, test, prompts, seed } = split
  const second = model.modalities[1]!.name
  const trainCodes = await encodeAll(model, train)
  const testCodes = await encodeAll(model, test)
  const [query, partner] = testCodes as [SparseCodes, SparseCodes]
  const comparable = sharesLatents(model)
  const reconstructions: Matrix[] = []
  for (const [s, { name }] of model.modalities.entries()) {
    reconstructions.push(await model.decode(testCodes[s]!, name))
  }
  const refitted: Matrix[] = []
  for (const { name, embeddings } of test.modalities) {
    const codes = await model.encode({ [name]: embeddings }, { refit: REFIT })
    refitted.push(await model.decode(codes, name))
  }
  const target = (s: number) =>
    model.normalize(test.modalities[s]!.embeddings, test.modalities[s]!.name)

  const partial: Partial<Measures> = {
    l0: l0(query).mean,
    l0Of: perModality(model, (s) => l0(testCodes[s]!).mean),
    fve: perModality(model, (s) => fve(target(s), reconstructions[s]!)),
    fveRefit: perModality(model, (s) => fve(target(s), refitted[s]!)),
    dead: deadFraction([...trainCodes, ...testCodes]),
    firing: Object.fromEntries(
      firingByModality(
        Object.fromEntries(model.modalities.map(({ name }, s) => [name, testCodes[s]!])),
      ),
    ),
    mms: dataset.aligned ? meanMms(test, testCodes) : null,
    probe: await probe(split, { train: trainCodes[0]!, test: query }, settings),
    zeroShotDecoded: zeroShotAccuracy(split, reconstructions[0]!, prompts?.[0]),
    ...(dataset.truth && recovered(model, dataset.truth)),
    ...groupMeasures(model, dataset, { test, seed }, testCodes),
    ...(await boosts(model, split, trainCodes[0]!, query, comparable)),
  }
  if (!comparable) {
    return {
      measures: { ...undefinedMeasures, ...partial },
      figures: figures(model, dataset, test, trainCodes, testCodes),
    }
  }
  const alignment = supportAlignment(query, partner, { seed })
  const compared: Partial<Measures> = {
    supportAlignment: alignment.paired,
    supportAlignmentShuffled: alignment.shuffled,
    ...distinctRetrieval(test, query, partner),
    zeroShotCodes: zeroShotAccuracy(split, query, await encodePrompts(model, split)),
    crossModalFve: fve(target(1), await model.decode(query, second)),
  }
  return {
    measures: { ...undefinedMeasures, ...partial, ...compared },
    figures: figures(model, dataset, test, trainCodes, testCodes),
  }
}

function meanMms({ modalities }: Pairs, codes: readonly SparseCodes[]): number | null {
  const side = (s: number) => ({ codes: codes[s]!, e: modalities[s]!.embeddings })
  const known = crossModalMonosemanticity(side(0), side(1)).filter((value) => !Number.isNaN(value))
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null
}

/** What interventions do, decoded in the first modality that has class embeddings and can be. */
function boosts(
  model: Model,
  { train, test, prompts = [], seed }: Split,
  trainCodes: SparseCodes,
  testCodes: SparseCodes,
  comparable: boolean,
) {
  const s = prompts.findIndex((part, place) => part !== null && (place === 0 || comparable))
  if (s < 0 || !train.labels || !test.labels) return null
  return interventions(model, {
    train: trainCodes,
    trainLabels: train.labels,
    test: testCodes,
    testLabels: test.labels,
    modality: model.modalities[s]!.name,
    targets: prompts[s]!,
    seed,
  })
}

function perModality(model: Model, value: (s: number) => number): Record<string, number> {
  return Object.fromEntries(model.modalities.map(({ name }, s) => [name, value(s)]))
}

/** Whether some latent serves both of the first two modalities. */
export function sharesLatents(model: Model): boolean {
  const [a, b] = model.modalities
  for (let i = 0; i < model.latents; i++) {
    if (model.serves(i, a!.name) && model.serves(i, b!.name)) return true
  }
  return false
}

function recovered(model: Model, truth: NonNullable<Dataset['truth']>) {
  const [atoms80, atoms90] = atomRecovery(model, truth, [0.8, 0.9]) as [number, number]
  return { atoms80, atoms90 }
}

function groupMeasures(
  model: Model,
  { classes }: Dataset,
  { test, seed }: Pick<Split, 'test' | 'seed'>,
  codes: readonly SparseCodes[],
) {
  const rows = labelledRows(test)
  const active = activeGroups(codes[0]!, model.partition).mean
  if (rows.length === 0) return { activeGroups: active }
  const labels = rows.map((n) => test.labels![n]!)
  const purity = (part: SparseCodes, of: Uint32Array) =>
    groupPurity(selectRows(part, rows), model.partition, of, { seed })
  const [a, b] = codes.map((part) => purity(part, labels))
  const coarser = classes?.groups
  return {
    activeGroups: active,
    groupNmi: a!.nmi,
    groupNmiShuffled: a!.shuffled.nmi,
    groupPurity: a!.purity,
    groupPurityShuffled: a!.shuffled.purity,
    groupAgreement: groupAgreement(a!.topClass, b!.topClass).agreement,
    ...(coarser && {
      groupSuperPurity: purity(
        codes[0]!,
        labels.map((c) => coarser[c]!),
      ).purity,
    }),
  }
}

function figures(
  model: Model,
  { classes }: Dataset,
  test: Pairs,
  trainCodes: readonly SparseCodes[],
  testCodes: readonly SparseCodes[],
): Figures {
  const scores = modalityScore(
    Object.fromEntries(model.modalities.map(({ name }, s) => [name, trainCodes[s]!])),
  )
  return {
    modalityHistogram: histogram(scores[model.modalities[0]!.name]!, { bins: 21 }).counts,
    heatMap:
      classes && test.labels ? heatMap(testCodes[0]!, model.partition, test.labels, classes) : null,
    concepts: classes && test.labels ? concepts(model, testCodes, test.labels, classes.names) : [],
  }
}
