import { address, int } from './job'

// Fields of `buildColumns`.
const OFFSETS = 0
const INDICES = 1
const ROWS = 2
const LATENTS = 3
const STARTS = 4 // latents + 2 uint32
const ENTRIES = 5 // pairs of uint32: entry and row

/** Sorts the entries of a support by latent, in each by row. One chunk. */
export function buildColumns(job: usize, chunk: i32, thread: i32): void {
  const offsets = address(job, OFFSETS)
  const indices = address(job, INDICES)
  const rows = int(job, ROWS)
  const latents = int(job, LATENTS)
  const starts = address(job, STARTS)
  const entries = address(job, ENTRIES)
  const stored = load<u32>(offsets + ((<usize>rows) << 2))
  memory.fill(starts, 0, (<usize>latents + 2) << 2)
  // Counted two places ahead: one for the running sum, one that filling the lists gives back.
  for (let e: u32 = 0; e < stored; e++) {
    const at = starts + ((<usize>load<u32>(indices + ((<usize>e) << 2))) << 2)
    store<u32>(at, load<u32>(at, 8) + 1, 8)
  }
  let sum: u32 = 0
  for (let i = 0; i <= latents + 1; i++) {
    const at = starts + ((<usize>i) << 2)
    sum += load<u32>(at)
    store<u32>(at, sum)
  }
  let e = load<u32>(offsets)
  for (let n = 0; n < rows; n++) {
    const end = load<u32>(offsets + ((<usize>n) << 2), 4)
    for (; e < end; e++) {
      const at = starts + ((<usize>load<u32>(indices + ((<usize>e) << 2))) << 2)
      const place = load<u32>(at, 4)
      store<u32>(at, place + 1, 4)
      const pair = entries + ((<usize>place) << 3)
      store<u32>(pair, e)
      store<u32>(pair, n, 4)
    }
  }
}
