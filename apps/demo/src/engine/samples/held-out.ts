import { createRandom, type Matrix } from '@cmgsae/tensor'

/** How `cmgsae train` drew the samples it held out, as it notes it in a run. */
export interface SplitSpec {
  /** Share of the distinct rows held out. */
  readonly share: number
  /** The modality whose coinciding rows stay on one side. */
  readonly by: string
  readonly seed: number
}

/** The samples that `cmgsae train` held out, drawn again, ascending. */
export function heldOutRows(embeddings: Matrix, { share, seed }: SplitSpec): Uint32Array {
  const first = firstOfEqual(embeddings)
  const all = Uint32Array.from(first.keys())
  const distinct = all.filter((n) => first[n] === n)
  const order = distinct.slice()
  createRandom(seed).shuffle(order)
  const held = new Uint8Array(all.length)
  const count = share === 0 ? 0 : Math.max(1, Math.round(share * order.length))
  for (const n of order.subarray(0, count)) held[n] = 1
  return all.filter((n) => held[first[n]!] === 1)
}

/** For each row the first that holds the same values; a row of NaN is like no other. */
function firstOfEqual({ rows, cols, data }: Matrix): Uint32Array {
  const seen = new Map<string, number>()
  return Uint32Array.from({ length: rows }, (_, n) => {
    const values = data.subarray(n * cols, (n + 1) * cols)
    if (Number.isNaN(values[0])) return n
    const key = values.join()
    const found = seen.get(key)
    if (found === undefined) seen.set(key, n)
    return found ?? n
  })
}
