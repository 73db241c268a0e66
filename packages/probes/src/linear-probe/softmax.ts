/**
 * Turns the logits at `from … from+classes` into the gradient of −log softmax[label] with respect to
 * them, p − onehot, and returns that loss; adds Σ p² to `sharpness[0]`.
 */
export function softmaxResidual(
  logits: Float32Array,
  from: number,
  classes: number,
  label: number,
  sharpness: Float64Array,
): number {
  const end = from + classes
  let largest = -Infinity
  for (let c = from; c < end; c++) if (logits[c]! > largest) largest = logits[c]!
  const own = logits[from + label]! - largest
  let sum = 0
  for (let c = from; c < end; c++) {
    const e = Math.exp(logits[c]! - largest)
    logits[c] = e
    sum += e
  }
  const scale = 1 / sum
  let squares = 0
  for (let c = from; c < end; c++) {
    const p = logits[c]! * scale
    logits[c] = p
    squares += p * p
  }
  logits[from + label]! -= 1
  sharpness[0]! += squares
  return Math.log(sum) - own
}
