import type { Activation } from '../activation.ts'
import type { LatentRange } from '../backend.ts'
import { checkRoom } from '../check.ts'
import type { SparseCodes } from '../codes.ts'
import { append, collect, emit, type Candidates } from './candidates.ts'
import { cutAt, type Cut } from './cut.ts'
import { markGroups } from './groups.ts'

let values = new Float32Array(0)
let groupMarks = new Uint8Array(0)
const cut: Cut = { bound: 0, ties: 0 }

/**
 * Selects active latents from pre-activations (rows×p). Latents outside `latents`, or hidden by
 * `keep` (rows×p bytes), never fire, nor does a NaN.
 * @throws TensorError when `out` has too few rows or entries
 */
export function select(
  pre: Float32Array,
  activation: Activation,
  latents: readonly LatentRange[],
  keep: Uint8Array | undefined,
  out: SparseCodes,
): void {
  checkRoom(out, out.rows, 0)
  const { rows, latents: p } = out
  out.offsets[0] = 0
  if (activation.kind === 'relu') {
    selectAbove({ pre, p, latents, keep, marks: undefined }, undefined, out)
  } else if (activation.kind === 'threshold') {
    selectAbove({ pre, p, latents, keep, marks: undefined }, activation.theta, out)
  } else if (activation.kind === 'topK') {
    selectRows({ pre, p, latents, keep, marks: undefined }, activation.k, out)
  } else if (activation.kind === 'batchTopK') {
    selectBatch({ pre, p, latents, keep, marks: undefined }, rows * activation.k, out)
  } else {
    const { k, groups, partition } = activation
    if (groupMarks.length < p) groupMarks = new Uint8Array(p)
    const candidates = { pre, p, latents, keep, marks: groupMarks }
    let stored = 0
    for (let n = 0; n < rows; n++) {
      markGroups(candidates, n, groups, partition, groupMarks)
      stored = selectRow(candidates, n, k, out, stored)
    }
  }
}

/** The k largest positive pre-activations of each row among the latents marked 1. */
export function selectAmong(
  pre: Float32Array,
  marks: Uint8Array,
  k: number,
  latents: readonly LatentRange[],
  out: SparseCodes,
): void {
  checkRoom(out, out.rows, 0)
  out.offsets[0] = 0
  selectRows({ pre, p: out.latents, latents, keep: undefined, marks }, k, out)
}

function selectRows(candidates: Candidates, k: number, out: SparseCodes): void {
  let stored = 0
  for (let n = 0; n < out.rows; n++) stored = selectRow(candidates, n, k, out, stored)
}

function selectRow(
  candidates: Candidates,
  n: number,
  k: number,
  out: SparseCodes,
  stored: number,
): number {
  if (values.length < candidates.p) values = new Float32Array(candidates.p)
  cutAt(values, collect(candidates, n, values, 0), k, cut)
  return emit(candidates, n, cut, out, stored)
}

function selectBatch(candidates: Candidates, wanted: number, out: SparseCodes): void {
  const { rows, latents: p } = out
  if (values.length < rows * p) values = new Float32Array(rows * p)
  let count = 0
  for (let n = 0; n < rows; n++) count = collect(candidates, n, values, count)
  cutAt(values, count, wanted, cut)
  let stored = 0
  for (let n = 0; n < rows; n++) stored = emit(candidates, n, cut, out, stored)
}

function selectAbove(
  { pre, p, latents, keep }: Candidates,
  theta: Float32Array | undefined,
  out: SparseCodes,
): void {
  let stored = 0
  for (let n = 0; n < out.rows; n++) {
    for (let r = 0; r < latents.length; r++) {
      const [from, to] = latents[r]!
      for (let i = from; i < to; i++) {
        const a = pre[n * p + i]!
        if (a > (theta ? Math.max(theta[i]!, 0) : 0) && (!keep || keep[n * p + i])) {
          stored = append(out, stored, i, a)
        }
      }
    }
    out.offsets[n + 1] = stored
  }
}
