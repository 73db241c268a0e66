import { createRandom } from '@cmgsae/tensor'

/** Which samples a run never trains on: plain JSON, enough to draw the same ones again. */
export interface SplitSpec {
  /** Share of the distinct embeddings held out. */
  readonly share: number
  /** The modality whose coinciding rows stay on one side. */
  readonly by: string
  readonly seed: number
}

/**
 * Draws the rows to hold out, ascending: at least one distinct embedding unless the share is 0, with
 * all rows that coincide with it, so that no held-out picture is seen under another caption.
 * @param ids of each row the first that coincides with it: see `coinciding`
 */
export function heldOutRows(
  ids: Uint32Array,
  { share, seed }: Pick<SplitSpec, 'share' | 'seed'>,
): Uint32Array {
  const order = ids.filter((first, n) => first === n)
  createRandom(seed).shuffle(order)
  const held = new Uint8Array(ids.length)
  const count = share === 0 ? 0 : Math.max(1, Math.round(share * order.length))
  for (const n of order.subarray(0, count)) held[n] = 1
  return Uint32Array.from(ids.keys()).filter((n) => held[ids[n]!] === 1)
}
