import type { OpenedRun } from '../run/open-run.ts'
import { classPrototypes } from '../measure/class-prototypes.ts'
import {
  measureAgreement,
  measureRetrieval,
  predictAcross,
  type Agreement,
  type Prediction,
  type Retrieval,
} from '../measure/cross-modal.ts'
import { encodeSides, pairsOf } from '../measure/held-out-codes.ts'
import {
  measureGroups,
  measureProbe,
  measureZeroShot,
  type GroupScore,
  type ProbeScore,
  type ZeroShotScore,
} from '../measure/labelled.ts'
import { measureLatents, type LatentUse } from '../measure/latents.ts'
import { measureReconstruction, type Reconstruction } from '../measure/reconstruction.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Everything `eval` measures; what does not apply is empty or null, with the reason in `skipped`. */
export interface Evaluation {
  readonly run: string
  readonly preset: string
  readonly seed: number
  readonly epochs: number
  readonly samples: number
  readonly samplesAre: string
  readonly reconstruction: Reconstruction
  readonly predictions: readonly Prediction[]
  readonly agreement: readonly Agreement[]
  readonly retrieval: readonly Retrieval[]
  readonly latentUse: LatentUse | null
  readonly classes: number
  readonly zeroShot: readonly ZeroShotScore[]
  readonly probes: readonly ProbeScore[]
  readonly groups: readonly GroupScore[]
  /** Share of groups whose top class is the same in both modalities. */
  readonly groupAgreement: { readonly agreement: number; readonly groups: number } | null
  /** What a reader of the scores should know. */
  readonly notes: readonly string[]
  readonly skipped: readonly string[]
}

export async function evaluateRun(opened: OpenedRun, terminal: Terminal): Promise<Evaluation> {
  const { model, samples, rows, trained, seed, info } = opened
  const progress = terminal.progress('measuring', { after: 1500 })
  const skipped: string[] = []
  const notes: string[] = []
  try {
    const total = 10
    progress.update(0, total, 'encoding')
    const sides = await encodeSides(model, samples, rows, (done, all) => {
      progress.update((2 * done) / all, total, 'encoding')
    })
    const pairs = pairsOf(sides)
    if (sides.length > 1 && pairs.length === 0) {
      skipped.push('cross-modal measures: fewer than 2 samples have two modalities')
    }
    const trainSides =
      opened.trained.length > 0 && opened.rows !== opened.trained
        ? await encodeSides(model, samples, trained)
        : []
    const trainPairs = pairsOf(trainSides)
    progress.update(3, total, 'one modality from the other')
    const predictions: Prediction[] = []
    for (const pair of pairs) {
      const fitted = trainPairs.find(({ a, b }) => a.name === pair.a.name && b.name === pair.b.name)
      predictions.push(...(await predictAcross(model, pair, fitted, seed)))
    }
    progress.update(4, total, 'retrieval')
    const retrieval = pairs.flatMap((pair) => measureRetrieval(pair, seed))
    const { labels } = samples
    const zeroShot: ZeroShotScore[] = []
    const probes: ProbeScore[] = []
    let groups: ReturnType<typeof measureGroups> = { scores: [], agreement: null }
    if (!labels)
      skipped.push('zero-shot, linear probe and group purity: the samples have no labels')
    else {
      const prototypes = classPrototypes(samples)
      if (prototypes.length > 0 && !samples.prototypes) {
        notes.push(
          `${prototypes.map(({ modality }) => modality).join(' and ')} rows are prompts of the classes: ` +
            'cross-modal training has seen the classes that zero-shot names',
        )
      }
      if (prototypes.length === 0) {
        skipped.push(
          'zero-shot: no modality carries one prompt per class (captions differ by sample)',
        )
      }
      for (const side of sides) {
        for (const known of prototypes) {
          if (known.modality === side.name) continue
          const score = await measureZeroShot(model, side, labels, known)
          if (score) zeroShot.push(score)
        }
      }
      progress.update(6, total, 'linear probes')
      for (const [s, side] of sides.entries()) {
        // What names the classes word for word is no test of a probe.
        if (!samples.prototypes && prototypes.some(({ modality }) => modality === side.name))
          continue
        const train = trainSides.find(({ name }) => name === side.name)
        const score = await measureProbe(side, train, labels, seed)
        if (typeof score === 'string') skipped.push(`linear probe of ${side.name}: ${score}`)
        else probes.push(score)
        progress.update(6 + (3 * (s + 1)) / sides.length, total, 'linear probes')
      }
      groups = measureGroups(model, sides, labels, seed)
    }
    progress.update(total, total, 'done')
    return {
      run: opened.path,
      preset: info.recipe.preset,
      seed,
      epochs: opened.epochs,
      samples: rows.length,
      samplesAre: opened.rowsAre,
      reconstruction: await measureReconstruction(model, sides),
      predictions,
      agreement: pairs.map((pair) => measureAgreement(pair, seed)),
      retrieval,
      latentUse: measureLatents(sides),
      classes: labels ? new Set(labels.of.filter((c) => c >= 0)).size : 0,
      zeroShot,
      probes,
      groups: groups.scores,
      groupAgreement: groups.agreement,
      notes,
      skipped,
    }
  } finally {
    progress.stop()
  }
}
