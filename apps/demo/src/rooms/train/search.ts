/** What the address of the room holds. */
export type TrainSearch = Readonly<Record<never, never>>

export function parseTrainSearch(): TrainSearch {
  return {}
}
