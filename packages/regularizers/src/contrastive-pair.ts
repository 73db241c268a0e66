import { rowNorm, rowStart, type Codes } from './codes.ts'
import { createInvertedIndex, type InvertedIndex } from './inverted-index.ts'

type PairLoss = (
  a: Codes,
  b: Codes,
  weight: number,
  partners: readonly Int32Array[],
  intoA: Float32Array | undefined,
  intoB: Float32Array | undefined,
) => number

/**
 * The contrastive loss of one pair of modalities, its gradient added where arrays are given. Cosines
 * are summed through an inverted index of b, so that only entries that meet cost anything.
 */
export function createPairLoss(temperature: number): PairLoss {
  const builder = createInvertedIndex()
  let list = new Uint32Array(0)
  let marks = new Uint8Array(0)
  let normsA = new Float64Array(0)
  let normsB = new Float64Array(0)
  let rowSums = new Float64Array(0)
  let columnSums = new Float64Array(0)
  let dots = new Float64Array(0)
  /** K×K: cosines, then exp((cos − 1)/τ), then the loss's gradient in the cosines. */
  let table = new Float64Array(0)
  let gradientB = new Float64Array(0)
  let gradientA = new Float64Array(0)
  // Most pairs of sparse codes never meet.
  const apart = Math.exp(-1 / temperature)

  /** Lists the rows whose codes are non-empty in both modalities; returns how many. */
  function keepRows(a: Codes, b: Codes): number {
    if (list.length < a.rows) {
      list = new Uint32Array(a.rows)
      marks = new Uint8Array(a.rows)
      normsA = new Float64Array(a.rows)
      normsB = new Float64Array(a.rows)
      rowSums = new Float64Array(a.rows)
      columnSums = new Float64Array(a.rows)
      dots = new Float64Array(a.rows)
    }
    let kept = 0
    for (let n = 0; n < a.rows; n++) {
      const normA = rowNorm(a, n)
      const normB = rowNorm(b, n)
      if (normA === 0 || normB === 0) continue
      list[kept] = n
      normsA[kept] = normA
      normsB[kept++] = normB
    }
    if (table.length < kept * kept) table = new Float64Array(a.rows * a.rows)
    return kept
  }

  function fillCosines(a: Codes, kept: number, { from, count, place, value }: InvertedIndex): void {
    table.fill(0, 0, kept * kept)
    for (let n = 0; n < kept; n++) {
      const start = rowStart(a, list[n]!)
      const end = rowStart(a, list[n]! + 1)
      for (let e = start; e < end; e++) {
        const z = a.values[e]! / normsA[n]!
        if (z === 0) continue
        const i = a.indices ? a.indices[e]! : e - start
        const stop = from[i]! + count[i]!
        for (let t = from[i]!; t < stop; t++) table[n * kept + place[t]!]! += z * value[t]!
      }
    }
  }

  /** Marks the kept rows that coincide with another one: few do, and most pairs need no look. */
  function markPartners(kept: number, partners: readonly Int32Array[]): void {
    marks.fill(0, 0, kept)
    for (const ids of partners) {
      const first = new Map<number, number>()
      for (let n = 0; n < kept; n++) {
        const id = ids[list[n]!]!
        if (id < 0) continue
        const m = first.get(id)
        if (m === undefined) first.set(id, n)
        else marks[n] = marks[m] = 1
      }
    }
  }

  /** Cosines to exponentials with their sums; returns the loss, summed over the rows. */
  function exponentiate(kept: number, partners: readonly Int32Array[]): number {
    markPartners(kept, partners)
    // Constants: what a closure may change is loaded anew for every entry.
    const [cosines, sums, marked] = [table, columnSums.fill(0, 0, kept), marks]
    let own = 0
    for (let n = 0; n < kept; n++) {
      own += (cosines[n * kept + n]! - 1) / temperature
      let rowSum = 0
      for (let m = 0; m < kept; m++) {
        const at = n * kept + m
        if (marked[n]! & marked[m]! && m !== n && coincide(partners, list[n]!, list[m]!)) {
          cosines[at] = 0
          continue
        }
        const cosine = cosines[at]!
        const e = cosine === 0 ? apart : Math.exp((cosine - 1) / temperature)
        cosines[at] = e
        rowSum += e
        sums[m]! += e
      }
      rowSums[n] = rowSum
    }
    let logs = 0
    for (let n = 0; n < kept; n++) logs += Math.log(rowSums[n]!) + Math.log(columnSums[n]!)
    return logs / 2 - own
  }

  /** Of the loss times `weight`. */
  function toCosineGradient(kept: number, weight: number): void {
    const scale = weight / (2 * temperature)
    const [exponentials, inverses] = [table, columnSums]
    for (let m = 0; m < kept; m++) inverses[m] = 1 / inverses[m]!
    for (let n = 0; n < kept; n++) {
      const inverse = 1 / rowSums[n]!
      for (let m = 0; m < kept; m++) exponentials[n * kept + m]! *= scale * (inverse + inverses[m]!)
      exponentials[n * kept + n]! -= 2 * scale
    }
  }

  return (a, b, weight, partners, intoA, intoB) => {
    const kept = keepRows(a, b)
    if (kept === 0) return 0
    const index = builder.build(b, { list, norms: normsB, length: kept })
    fillCosines(a, kept, index)
    const perRow = weight / a.rows
    const loss = perRow * exponentiate(kept, partners)
    if (!intoA || !intoB) return loss
    toCosineGradient(kept, perRow)

    const { from, count, place, entry, value } = index
    if (gradientB.length < index.length) gradientB = new Float64Array(b.values.length)
    gradientB.fill(0, 0, index.length)
    if (gradientA.length < a.latents) gradientA = new Float64Array(a.latents)
    for (let n = 0; n < kept; n++) {
      const start = rowStart(a, list[n]!)
      const end = rowStart(a, list[n]! + 1)
      const norm = normsA[n]!
      let dot = 0
      for (let e = start; e < end; e++) {
        const z = a.values[e]! / norm
        const i = a.indices ? a.indices[e]! : e - start
        const stop = from[i]! + count[i]!
        let sum = 0
        for (let t = from[i]!; t < stop; t++) {
          const g = table[n * kept + place[t]!]!
          sum += g * value[t]!
          gradientB[t]! += g * z
        }
        gradientA[e - start] = sum
        dot += sum * z
      }
      // A cosine does not change along its own vector.
      for (let e = start; e < end; e++) {
        intoA[e]! += (gradientA[e - start]! - (dot * a.values[e]!) / norm) / norm
      }
    }
    dots.fill(0, 0, kept)
    for (let t = 0; t < index.length; t++) dots[place[t]!]! += gradientB[t]! * value[t]!
    for (let t = 0; t < index.length; t++) {
      const m = place[t]!
      intoB[entry[t]!]! += (gradientB[t]! - dots[m]! * value[t]!) / normsB[m]!
    }
    return loss
  }
}

function coincide(partners: readonly Int32Array[], n: number, m: number): boolean {
  for (let s = 0; s < partners.length; s++) {
    const id = partners[s]![n]!
    if (id >= 0 && id === partners[s]![m]) return true
  }
  return false
}
