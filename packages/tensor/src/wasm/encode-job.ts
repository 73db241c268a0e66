/** The fields of assembly/encode-job.ts, in its order. */
export const FIELD = {
  samples: 0,
  rows: 1,
  atoms: 2,
  listed: 3,
  padded: 4,
  list: 5,
  bias: 6,
  gain: 7,
  sampleUnits: 8,
  atomUnits: 9,
  margins: 10,
  thresholds: 11,
  states: 12,
  stateBytes: 13,
  k: 14,
  capacity: 15,
  keep: 16,
  keepStride: 17,
  rowBlocks: 18,
  segments: 19,
  scratch: 20,
  scratchBytes: 21,
  x: 22,
  xStride: 23,
  w: 24,
  wStride: 25,
  xSpans: 26,
  wSpans: 27,
  spanCount: 28,
  allBias: 29,
  allGain: 30,
  lanes: 31,
  outCounts: 32,
  outLatents: 33,
  outValues: 34,
  rowList: 35,
  outRows: 36,
  atomStarts: 37,
  atomRadii: 38,
  sampleNorms: 39,
  slacks: 40,
  outComputed: 41,
  stride: 42,
  rank: 43,
  length: 44,
} as const

/** What a row that its screen could not decide has for a count. */
export const UNDECIDED = 0xffffffff

/** Bytes of a row's state and of a thread's scratch, as assembly/state.ts and encode-job.ts lay them out. */
export const stateBytes = (capacity: number) => 16 + 8 * capacity
export const scratchBytes = (padded: number, capacity: number, lanes: number) =>
  align(192 + 4 * padded + 12 * capacity * lanes + stateBytes(capacity * lanes))

export const align = (bytes: number) => Math.ceil(bytes / 64) * 64

/** What packed tiles hold, as assembly/encode-job.ts numbers it. */
export const KIND = { floats: 0, words: 1, bytes: 2 } as const
export type Kind = (typeof KIND)[keyof typeof KIND]

export const entryBytes = (kind: Kind) => 4 >> kind
