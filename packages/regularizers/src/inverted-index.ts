import { rowStart, type Codes } from './codes.ts'

/** The entries of some rows of a batch by latent, each row scaled to unit norm. */
export interface InvertedIndex {
  /** Entries of latent i: from[i] … from[i] + count[i] in the arrays below. */
  readonly from: Uint32Array
  readonly count: Uint32Array
  /** Place of the entry's row in the list of rows indexed. */
  readonly place: Uint32Array
  /** Where the entry stands in the codes' `values`. */
  readonly entry: Uint32Array
  /** Its value divided by the row's norm. */
  readonly value: Float64Array
  /** Entries in all. */
  readonly length: number
}

export interface InvertedIndexBuilder {
  /**
   * Indexes `length` of the rows; the result is valid until the next build. norms: of each row in the
   * list.
   */
  build(
    codes: Codes,
    rows: { readonly list: Uint32Array; readonly norms: Float64Array; readonly length: number },
  ): InvertedIndex
}

export function createInvertedIndex(): InvertedIndexBuilder {
  let touchedCount = 0
  let touched = new Uint32Array(0)
  const index = {
    from: new Uint32Array(0),
    count: new Uint32Array(0),
    place: new Uint32Array(0),
    entry: new Uint32Array(0),
    value: new Float64Array(0),
    length: 0,
  }

  function reserve(codes: Codes): void {
    if (index.count.length < codes.latents) {
      index.from = new Uint32Array(codes.latents)
      index.count = new Uint32Array(codes.latents)
      touched = new Uint32Array(codes.latents)
      touchedCount = 0
    }
    if (index.entry.length < rowStart(codes, codes.rows)) {
      index.place = new Uint32Array(codes.values.length)
      index.entry = new Uint32Array(codes.values.length)
      index.value = new Float64Array(codes.values.length)
    }
  }

  return {
    build(codes, { list, norms, length }) {
      const { values, indices } = codes
      reserve(codes)
      const { from, count, place, entry, value } = index
      for (let t = 0; t < touchedCount; t++) count[touched[t]!] = 0
      touchedCount = 0
      for (let m = 0; m < length; m++) {
        const start = rowStart(codes, list[m]!)
        const end = rowStart(codes, list[m]! + 1)
        for (let e = start; e < end; e++) {
          const i = indices ? indices[e]! : e - start
          if (count[i]!++ === 0) touched[touchedCount++] = i
        }
      }
      index.length = 0
      for (let t = 0; t < touchedCount; t++) {
        const i = touched[t]!
        from[i] = index.length
        index.length += count[i]!
        count[i] = 0
      }
      for (let m = 0; m < length; m++) {
        const start = rowStart(codes, list[m]!)
        const end = rowStart(codes, list[m]! + 1)
        for (let e = start; e < end; e++) {
          const i = indices ? indices[e]! : e - start
          const at = from[i]! + count[i]!++
          place[at] = m
          entry[at] = e
          value[at] = values[e]! / norms[m]!
        }
      }
      return index
    },
  }
}
