import type { DataTerm } from './term.ts'

export interface ClassifierScore {
  /** Fraction of rows whose class has the largest logit. */
  readonly accuracy: number
  /** Mean cross-entropy, in nats, of the rows whose class the classifier knows. */
  readonly loss: number
  /** Class of largest logit of each row. */
  readonly predictions: Uint32Array
}

/** Scores parameters on rows with the given classes, −1 for a class the classifier does not know. */
export async function score(
  rows: DataTerm,
  w: Float32Array,
  classes: Int32Array,
): Promise<ClassifierScore> {
  const predictions = new Uint32Array(classes.length)
  let correct = 0
  let loss = 0
  let known = 0
  await rows.eachLogits(w, (n, logits) => {
    let best = 0
    for (let c = 1; c < logits.length; c++) if (logits[c]! > logits[best]!) best = c
    predictions[n] = best
    const own = classes[n]!
    if (own < 0) return
    if (best === own) correct++
    let sum = 0
    for (let c = 0; c < logits.length; c++) sum += Math.exp(logits[c]! - logits[best]!)
    loss += Math.log(sum) + logits[best]! - logits[own]!
    known++
  })
  return { accuracy: correct / classes.length, loss: loss / known, predictions }
}
