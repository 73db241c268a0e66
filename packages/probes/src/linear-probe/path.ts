import type { DataTerm } from './data-term.ts'
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

export interface PathOptions {
  readonly fitted: DataTerm
  readonly held: DataTerm
  /** Class of each held-out row. */
  readonly heldClasses: Int32Array
  /** λ in the order they are tried: descending, so that each fit starts from a smoother one. */
  readonly regularizations: readonly number[]
  readonly maxIterations: number
}

export interface Path {
  /** The λ of best accuracy, then least loss. */
  readonly best: ValidationPoint
  /** Parameters and curvature E[p(1 − p)] at the best λ. */
  readonly w: Float32Array
  readonly curvature: number
  readonly points: readonly ValidationPoint[]
  readonly iterations: number
}

/** Fits along decreasing λ, each from the last, until two in a row are worse than the best. */
export async function followPath({
  fitted,
  held,
  heldClasses,
  regularizations,
  maxIterations,
}: PathOptions): Promise<Path> {
  const w = new Float32Array(fitted.size)
  const points: ValidationPoint[] = []
  let best: Omit<Path, 'points' | 'iterations'> | undefined
  let curvature = (1 - 1 / fitted.classes) / fitted.classes
  let iterations = 0
  let worse = 0
  for (const regularization of regularizations) {
    const objective = penalized(fitted, regularization, curvature)
    iterations += (await minimize(objective, w, { maxIterations, tolerance: 1e-4 })).iterations
    curvature = objective.curvature()
    const { accuracy, loss } = await score(held, w, heldClasses)
    const point = { regularization, accuracy, loss }
    points.push(point)
    if (!best || isBetter(point, best.best)) {
      best = { best: point, w: w.slice(), curvature }
      worse = 0
    } else if (++worse === 2) break
  }
  return { ...best!, points, iterations }
}

function isBetter(a: ValidationPoint, b: ValidationPoint): boolean {
  return a.accuracy > b.accuracy || (a.accuracy === b.accuracy && a.loss < b.loss)
}
