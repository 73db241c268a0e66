import { defaultBackend } from '@cmgsae/tensor'
import { checkLabels, checkNotEmpty, checkSameWidth } from '../check.ts'
import { ProbeError } from '../errors.ts'
import { isSparse, type Labelled } from '../features.ts'
import { createPacer } from '../pacer.ts'
import { chooseRegularization, type ValidationPoint } from './choose-regularization.ts'
import { dataTerms } from './data-terms.ts'
import { minimize } from './minimize.ts'
import { penalized } from './penalized.ts'
import { score } from './score.ts'

export interface LinearProbeOptions {
  readonly train: Labelled
  readonly test: Labelled
  /**
   * Candidates for λ·C, largest first (C = number of training classes): λ = candidate / C, since
   * gradients at zero shrink with the number of classes.
   */
  readonly regularizations?: readonly number[]
  /** Fraction of the training part held out, class by class, to choose λ. */
  readonly validation?: number
  readonly seed?: number
  /** L-BFGS iterations at most, for each λ on the way and for the final fit. */
  readonly maxIterations?: { readonly path: number; readonly final: number }
  readonly signal?: AbortSignal | undefined
}

export interface LinearProbeResult {
  /** Fraction of test rows whose class has the largest logit. */
  readonly accuracy: number
  /** Mean cross-entropy, in nats, of the test rows whose class occurs in training. */
  readonly loss: number
  /** The chosen λ. */
  readonly regularization: number
  /** L-BFGS iterations, choice of λ included. */
  readonly iterations: number
  /** How each λ tried did on the held-out split. */
  readonly validation: readonly ValidationPoint[]
  /** Predicted label of each test row. */
  readonly predictions: Float64Array
}

const candidates = [0.1, 0.03, 0.01, 0.003, 0.001]

/**
 * Linear probe: multinomial logistic regression on frozen features (codes n×p or embeddings n×d),
 * min_{W,b} E[−log softmax(W f + b)_label] + (λ/2)·‖W‖², biases free. Features are centred and
 * divided by one global scale so that E‖f‖² = 1 on the training part; single features keep their
 * relative scale. λ·C is the candidate of best accuracy (then least loss) on a seeded stratified
 * split of the training part, of 250 random classes where there are more; the test part takes no part
 * in the choice. Deterministic for a seed.
 * @throws ProbeError for labels or widths that do not fit, fewer than two classes, or NaN
 */
export async function linearProbe({
  train,
  test,
  regularizations = candidates,
  validation = 0.2,
  seed = 0,
  maxIterations = { path: 6, final: 30 },
  signal,
}: LinearProbeOptions): Promise<LinearProbeResult> {
  const { names, trainClasses, testClasses } = checkParts(train, test)
  const computing = { backend: await defaultBackend(), pause: createPacer(signal) }
  const path = await chooseRegularization({
    features: train.features,
    labels: trainClasses,
    regularizations,
    validation,
    seed,
    maxIterations: maxIterations.path,
    computing,
  })
  const classes = names.length
  const regularization = path.best.regularization / classes
  const { fitted, scored } = dataTerms(
    { features: train.features, classOf: trainClasses },
    { features: test.features, classOf: testClasses },
    classes,
    computing,
  )
  const w = new Float32Array(fitted.size)
  try {
    const { iterations } = await minimize(
      penalized(fitted, regularization, (1 - 1 / classes) / classes),
      w,
      { maxIterations: maxIterations.final, tolerance: 1e-4 },
    )
    const { accuracy, loss, predictions } = await score(scored, w, testClasses)
    return {
      accuracy,
      loss,
      regularization,
      iterations: path.iterations + iterations,
      validation: path.points.map((point) => ({
        ...point,
        regularization: point.regularization / classes,
      })),
      predictions: Float64Array.from(predictions, (c) => names[c]!),
    }
  } finally {
    fitted.release()
    scored.release()
  }
}

/** Validates both parts and numbers the training classes; −1 stands for a class only in the test. */
function checkParts(train: Labelled, test: Labelled) {
  checkNotEmpty(train.features, 'the training part')
  checkNotEmpty(test.features, 'the test part')
  checkSameWidth(train.features, test.features, 'train and test features')
  if (isSparse(train.features) !== isSparse(test.features)) {
    throw new ProbeError('train and test features must both be codes or both be matrices')
  }
  checkLabels(train.labels, train.features.rows, 'training part')
  checkLabels(test.labels, test.features.rows, 'test part')
  const names = [...new Set(Array.from(train.labels))].sort((a, b) => a - b)
  if (names.length < 2) {
    throw new ProbeError(
      `a probe separates two or more classes, the training part has ${names.length}`,
    )
  }
  const classOf = new Map(names.map((name, c) => [name, c]))
  const number = (label: number) => classOf.get(label) ?? -1
  return {
    names,
    trainClasses: Int32Array.from(train.labels, number),
    testClasses: Int32Array.from(test.labels, number),
  }
}
