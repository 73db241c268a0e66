/** What the address of the room holds. */
export type CompareSearch = Readonly<Record<never, never>>

export function parseCompareSearch(): CompareSearch {
  return {}
}
