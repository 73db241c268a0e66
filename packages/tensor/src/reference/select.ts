import type { Activation, LatentGroups } from '../activation.ts'
import type { LatentRange } from '../backend.ts'
import type { SparseCodes } from '../codes.ts'
import { TensorError } from '../errors.ts'

/**
 * Selects active latents from pre-activations (rows×p). Latents outside `latents`, or hidden by
 * `keep` (rows×p bytes), never fire.
 */
export function select(
  pre: Float32Array,
  activation: Activation,
  latents: readonly LatentRange[],
  keep: Uint8Array | undefined,
  out: SparseCodes,
): void {
  if (activation.kind === 'batchTopK') return selectBatch(pre, activation.k, latents, keep, out)
  out.offsets[0] = 0
  let stored = 0
  for (let n = 0; n < out.rows; n++) {
    const base = n * out.latents
    if (activation.kind === 'topK') {
      heapSize = 0
      for (const [from, to] of latents) {
        for (let i = from; i < to; i++) {
          if (!keep || keep[base + i]) offer(pre[base + i]!, i, activation.k)
        }
      }
      stored = drain(out, stored)
    } else if (activation.kind === 'groupTopK') {
      chooseGroups(pre, base, activation.groups, activation.partition, latents, keep)
      heapSize = 0
      for (const [from, to] of latents) {
        for (let i = from; i < to; i++) {
          if (chosen[activation.partition.of[i]!] && (!keep || keep[base + i])) {
            offer(pre[base + i]!, i, activation.k)
          }
        }
      }
      stored = drain(out, stored)
    } else {
      const theta = activation.kind === 'threshold' ? activation.theta : undefined
      for (const [from, to] of latents) {
        for (let i = from; i < to; i++) {
          const a = pre[base + i]!
          if (a > (theta ? Math.max(theta[i]!, 0) : 0) && (!keep || keep[base + i])) {
            stored = store(out, stored, i, a)
          }
        }
      }
    }
    out.offsets[n + 1] = stored
  }
}

/** The k largest positive pre-activations of each row among the marked latents. */
export function selectAmong(
  pre: Float32Array,
  among: Uint8Array,
  k: number,
  latents: readonly LatentRange[],
  out: SparseCodes,
): void {
  out.offsets[0] = 0
  let stored = 0
  for (let n = 0; n < out.rows; n++) {
    heapSize = 0
    for (const [from, to] of latents) {
      for (let i = from; i < to; i++) if (among[i]) offer(pre[n * out.latents + i]!, i, k)
    }
    stored = drain(out, stored)
    out.offsets[n + 1] = stored
  }
}

function store(out: SparseCodes, at: number, latent: number, value: number): number {
  if (at >= out.indices.length) {
    throw new TensorError(
      `the codes hold ${out.indices.length} entries and more latents fired: allocate a larger capacity`,
    )
  }
  out.indices[at] = latent
  out.values[at] = value
  return at + 1
}

// A min-heap of the best candidates; its root is the first to go: the smallest value and, among
// equal values, the highest latent.
let heapSize = 0
let heapValues = new Float32Array(64)
let heapIndices = new Uint32Array(64)

const before = (i: number, j: number) =>
  heapValues[i]! < heapValues[j]! ||
  (heapValues[i] === heapValues[j] && heapIndices[i]! > heapIndices[j]!)

function swap(i: number, j: number): void {
  const value = heapValues[i]!
  heapValues[i] = heapValues[j]!
  heapValues[j] = value
  const index = heapIndices[i]!
  heapIndices[i] = heapIndices[j]!
  heapIndices[j] = index
}

/** Candidates come in ascending order of latent, so an equal value never displaces an earlier one. */
function offer(value: number, latent: number, k: number): void {
  if (!(value > 0)) return
  if (heapSize < k) {
    if (heapSize === heapValues.length) {
      const values = new Float32Array(2 * heapSize)
      values.set(heapValues)
      heapValues = values
      const indices = new Uint32Array(2 * heapSize)
      indices.set(heapIndices)
      heapIndices = indices
    }
    let i = heapSize++
    heapValues[i] = value
    heapIndices[i] = latent
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(i, parent)) break
      swap(i, parent)
      i = parent
    }
  } else if (value > heapValues[0]!) {
    heapValues[0] = value
    heapIndices[0] = latent
    let i = 0
    for (;;) {
      const left = 2 * i + 1
      if (left >= heapSize) break
      const child = left + 1 < heapSize && before(left + 1, left) ? left + 1 : left
      if (!before(child, i)) break
      swap(child, i)
      i = child
    }
  }
}

/** Empties the heap into `out` in ascending order of latent. */
function drain(out: SparseCodes, from: number): number {
  for (let i = 1; i < heapSize; i++) {
    const value = heapValues[i]!
    const index = heapIndices[i]!
    let j = i - 1
    while (j >= 0 && heapIndices[j]! > index) {
      heapValues[j + 1] = heapValues[j]!
      heapIndices[j + 1] = heapIndices[j]!
      j--
    }
    heapValues[j + 1] = value
    heapIndices[j + 1] = index
  }
  let at = from
  for (let i = 0; i < heapSize; i++) at = store(out, at, heapIndices[i]!, heapValues[i]!)
  return at
}

let chosen = new Uint8Array(0)
let energies = new Float64Array(0)

/** Marks the `count` groups of largest ‖max(a_g, 0)‖² / |g|, ties to the lower group. */
function chooseGroups(
  pre: Float32Array,
  base: number,
  count: number,
  { of, sizes }: LatentGroups,
  latents: readonly LatentRange[],
  keep: Uint8Array | undefined,
): void {
  if (chosen.length !== sizes.length) {
    chosen = new Uint8Array(sizes.length)
    energies = new Float64Array(sizes.length)
  }
  chosen.fill(0)
  energies.fill(0)
  for (const [from, to] of latents) {
    for (let i = from; i < to; i++) {
      const a = pre[base + i]!
      if (a > 0 && (!keep || keep[base + i])) energies[of[i]!]! += (a * a) / sizes[of[i]!]!
    }
  }
  for (let c = 0; c < count; c++) {
    let best = -1
    for (let g = 0; g < sizes.length; g++) {
      if (!chosen[g] && energies[g]! > 0 && (best < 0 || energies[g]! > energies[best]!)) best = g
    }
    if (best < 0) return
    chosen[best] = 1
  }
}

let positives = new Float32Array(0)

function selectBatch(
  pre: Float32Array,
  k: number,
  latents: readonly LatentRange[],
  keep: Uint8Array | undefined,
  out: SparseCodes,
): void {
  if (positives.length < out.rows * out.latents) {
    positives = new Float32Array(out.rows * out.latents)
  }
  let count = 0
  const visit = (
    fire: (at: number, latent: number, value: number) => void,
    ended: (n: number) => void,
  ) => {
    for (let n = 0; n < out.rows; n++) {
      for (const [from, to] of latents) {
        for (let i = from; i < to; i++) {
          const at = n * out.latents + i
          if (pre[at]! > 0 && (!keep || keep[at])) fire(at, i, pre[at]!)
        }
      }
      ended(n)
    }
  }
  visit(
    (_at, _latent, value) => {
      positives[count++] = value
    },
    () => {},
  )
  const wanted = Math.min(out.rows * k, count)
  const candidates = positives.subarray(0, count).sort()
  const threshold = wanted ? candidates[count - wanted]! : Infinity
  let above = 0
  for (let c = count - 1; c >= 0 && candidates[c]! > threshold; c--) above++
  let ties = wanted - above
  let stored = 0
  out.offsets[0] = 0
  visit(
    (_at, latent, value) => {
      if (value > threshold || (value === threshold && ties-- > 0)) {
        stored = store(out, stored, latent, value)
      }
    },
    (n) => {
      out.offsets[n + 1] = stored
    },
  )
}
