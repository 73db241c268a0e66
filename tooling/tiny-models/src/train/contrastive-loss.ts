import {
  divide,
  exp,
  logSoftmax,
  matmul,
  multiply,
  mean,
  sqrt,
  sum,
  add,
  equal,
  transpose,
  type Node,
  input,
} from '../graph/index.ts'

/**
 * Symmetric InfoNCE (Radford et al., 2021) of n pairs: each row of `a` (n×d) must find its row of
 * `b` among all rows, and the reverse, by cosine times exp(`scale`). Rows whose `pair` numbers are
 * equal, such as two samples with one caption, count as partners alike.
 */
export function contrastiveLoss(a: Node, b: Node, scale: Node): Node {
  const n = a.shape[0] as number
  const cosines = matmul(unit(a), unit(b), { transB: 1 })
  const logits = multiply(cosines, exp(scale))
  const rows = input('pair_rows', 'int64', [n, 1])
  const columns = input('pair_columns', 'int64', [1, n])
  const partners = equal(rows, columns)
  const targets = divide(partners, sum(partners, [1]))
  const both = add(
    multiply(targets, logSoftmax(logits)),
    multiply(targets, logSoftmax(transpose(logits, [1, 0]))),
  )
  return multiply(mean(both, [0, 1]), -n / 2)
}

/** Rows of unit length. */
function unit(x: Node): Node {
  return divide(x, sqrt(add(sum(multiply(x, x), [1]), 1e-12)))
}
