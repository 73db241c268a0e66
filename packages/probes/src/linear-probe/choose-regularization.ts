import { createRandom } from '@cmgsae/tensor'
import { ProbeError } from '../errors.ts'
import { type Features, selectRows } from '../features.ts'
import { stratifiedSplit } from '../stratified-split.ts'
import type { Computing } from './computing.ts'
import { dataTerms } from './data-terms.ts'
import { minimize } from './minimize.ts'
import { penalized } from './penalized.ts'
import { score } from './score.ts'

/** How one λ did on the held-out rows. */
export interface ValidationPoint {
  readonly regularization: number
  readonly accuracy: number
  /** Mean cross-entropy in nats. */
  readonly loss: number
}

export interface ChoiceOptions {
  readonly features: Features
  /** Class of each row, 0 … C−1. */
  readonly labels: Int32Array
  /** λ·C in the order they are tried: descending, so that each fit starts from a smoother one. */
  readonly regularizations: readonly number[]
  /** Fraction of each class held out. */
  readonly validation: number
  readonly seed: number
  readonly maxIterations: number
  readonly computing: Computing
}

export interface Choice {
  /** The λ·C of best accuracy, then least loss. */
  readonly best: ValidationPoint
  readonly points: readonly ValidationPoint[]
  readonly iterations: number
}

/** More classes than this would cost a fit for each λ and hardly change which is best. */
const classesAtMost = 250

/**
 * Fits along decreasing λ·C, each from the last, until two in a row do worse on held-out rows than
 * the best. With this unit a class sees the same trade-off whatever the number of other classes.
 */
export async function chooseRegularization({
  features,
  labels,
  regularizations,
  validation,
  seed,
  maxIterations,
  computing,
}: ChoiceOptions): Promise<Choice> {
  const { rows, classOf, classes } = someClasses(labels, seed)
  const split = stratifiedSplit(classOf, validation, seed)
  const part = (side: Uint32Array) => ({
    features: selectRows(
      features,
      side.map((at) => rows[at]!),
    ),
    classOf: Int32Array.from(side, (at) => classOf[at]!),
  })
  const held = part(split.validation)
  const { fitted, scored } = dataTerms(part(split.train), held, classes, computing)
  const w = new Float32Array(fitted.size)
  const points: ValidationPoint[] = []
  let best: ValidationPoint | undefined
  let curvature = (1 - 1 / classes) / classes
  let iterations = 0
  let worse = 0
  try {
    for (const regularization of regularizations) {
      const objective = penalized(fitted, regularization / classes, curvature)
      iterations += (await minimize(objective, w, { maxIterations, tolerance: 1e-3 })).iterations
      curvature = objective.curvature()
      const { accuracy, loss } = await score(scored, w, held.classOf)
      const point = { regularization, accuracy, loss }
      points.push(point)
      if (!best || isBetter(point, best)) {
        best = point
        worse = 0
      } else if (++worse === 2) break
    }
  } finally {
    fitted.release()
    scored.release()
  }
  if (!best) throw new ProbeError('regularizations is empty; give one candidate or more')
  return { best, points, iterations }
}

function isBetter(a: ValidationPoint, b: ValidationPoint): boolean {
  return a.accuracy > b.accuracy || (a.accuracy === b.accuracy && a.loss < b.loss)
}

/** The rows of at most `classesAtMost` classes, drawn at random, with their classes renumbered. */
function someClasses(labels: Int32Array, seed: number) {
  const all = labels.reduce((most, label) => Math.max(most, label), 0) + 1
  const order = Uint32Array.from({ length: all }, (_, label) => label)
  if (all > classesAtMost) createRandom(seed).shuffle(order)
  const number = new Int32Array(all).fill(-1)
  for (const [c, label] of order.subarray(0, classesAtMost).entries()) number[label] = c
  const rows = Uint32Array.from(labels.keys()).filter((n) => number[labels[n]!]! >= 0)
  const classOf = Int32Array.from(rows, (n) => number[labels[n]!]!)
  return { rows, classOf, classes: Math.min(all, classesAtMost) }
}
