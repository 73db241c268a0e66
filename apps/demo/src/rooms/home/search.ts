/** What the address of the room holds. */
export interface HomeSearch {
  /** The sample in the picture; none: one that shows the idea well. */
  readonly sample?: number | undefined
  /** The modality that the reconstruction is made from; none: all. */
  readonly from?: string | undefined
}

export function parseHomeSearch(search: Readonly<Record<string, unknown>>): HomeSearch {
  const { sample, from } = search
  return {
    ...(Number.isInteger(sample) && Number(sample) >= 0 && { sample: Number(sample) }),
    ...(typeof from === 'string' && { from }),
  }
}
