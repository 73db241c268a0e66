import { address, int, share } from './job'
import { kthLargest } from './state'

// Selection from dense pre-activations, rows×LISTED float32, in the order of the list.

const PRE = 0
const ROWS = 1
const LISTED = 2
const LIST = 3
const CHUNKS = 4
const KEEP = 5 // 0, or rows×KEEP_STRIDE bytes by latent
const KEEP_STRIDE = 6
const THETA = 7 // 0, or thresholds by latent
const COUNTS = 8 // of every row
const OFFSETS = 9 // where each row's entries start
const LATENTS = 10
const VALUES = 11

/** Whether a pre-activation fires. */
@inline function fires(job: usize, n: usize, latent: u32, a: f32): bool {
  const theta = address(job, THETA)
  const least: f32 = theta ? max(load<f32>(theta + (<usize>latent << 2)), 0) : 0
  if (!(a > least)) return false
  const keep = address(job, KEEP)
  return !keep || load<u8>(keep + n * address(job, KEEP_STRIDE) + <usize>latent) != 0
}

export function countAbove(job: usize, chunk: i32, thread: i32): void {
  const rows = int(job, ROWS)
  const listed = <usize>int(job, LISTED)
  const list = address(job, LIST)
  const last = <usize>share(rows, chunk + 1, int(job, CHUNKS))
  for (let n = <usize>share(rows, chunk, int(job, CHUNKS)); n < last; n++) {
    const pre = address(job, PRE) + (n * listed << 2)
    let count: u32 = 0
    for (let i: usize = 0; i < listed << 2; i += 4) {
      count += u32(fires(job, n, load<u32>(list + i), load<f32>(pre + i)))
    }
    store<u32>(address(job, COUNTS) + (n << 2), count)
  }
}

export function writeAbove(job: usize, chunk: i32, thread: i32): void {
  const rows = int(job, ROWS)
  const listed = <usize>int(job, LISTED)
  const list = address(job, LIST)
  const last = <usize>share(rows, chunk + 1, int(job, CHUNKS))
  for (let n = <usize>share(rows, chunk, int(job, CHUNKS)); n < last; n++) {
    const pre = address(job, PRE) + (n * listed << 2)
    let at = <usize>load<u32>(address(job, OFFSETS) + (n << 2)) << 2
    for (let i: usize = 0; i < listed << 2; i += 4) {
      const a = load<f32>(pre + i)
      const latent = load<u32>(list + i)
      if (!fires(job, n, latent, a)) continue
      store<u32>(address(job, LATENTS) + at, latent)
      store<f32>(address(job, VALUES) + at, a)
      at += 4
    }
  }
}

// Further fields of `groupTopK`.
const K = 12
const GROUPS = 13 // groups that a row may use
const GROUP_OF = 14 // by latent
const GROUP_SIZES = 15
const GROUP_COUNT = 16
const SCRATCH = 17 // a thread: GROUP_COUNT float64 energies, LISTED float32 values, GROUP_COUNT bytes
const SCRATCH_BYTES = 18

/**
 * Writes the K largest among the latents of the GROUPS groups of largest ‖max(a_g, 0)‖² / |g| into slots
 * of K entries, ties to the lower group and latent.
 */
export function groupTopK(job: usize, chunk: i32, thread: i32): void {
  const rows = int(job, ROWS)
  const listed = <usize>int(job, LISTED)
  const list = address(job, LIST)
  const groupOf = address(job, GROUP_OF)
  const groups = int(job, GROUP_COUNT)
  const energies = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const values = energies + (<usize>groups << 3)
  const chosen = values + (listed << 2)
  const k = int(job, K)
  const last = <usize>share(rows, chunk + 1, int(job, CHUNKS))
  for (let n = <usize>share(rows, chunk, int(job, CHUNKS)); n < last; n++) {
    const pre = address(job, PRE) + (n * listed << 2)
    memory.fill(energies, 0, <usize>groups << 3)
    memory.fill(chosen, 0, <usize>groups)
    for (let i: usize = 0; i < listed << 2; i += 4) {
      const a = load<f32>(pre + i)
      const latent = load<u32>(list + i)
      if (!fires(job, n, latent, a)) continue
      const group = <usize>load<u32>(groupOf + (<usize>latent << 2))
      const energy = energies + (group << 3)
      const size = <f64>load<u32>(address(job, GROUP_SIZES) + (group << 2))
      store<f64>(energy, load<f64>(energy) + <f64>a * <f64>a / size)
    }
    for (let c = 0; c < int(job, GROUPS); c++) {
      let best = -1
      let most: f64 = 0
      for (let g = 0; g < groups; g++) {
        const energy = load<f64>(energies + (<usize>g << 3))
        if (energy > most && !load<u8>(chosen + <usize>g)) {
          best = g
          most = energy
        }
      }
      if (best < 0) break
      store<u8>(chosen + <usize>best, 1)
    }
    let count = 0
    for (let i: usize = 0; i < listed << 2; i += 4) {
      const a = load<f32>(pre + i)
      const latent = load<u32>(list + i)
      if (!load<u8>(chosen + <usize>load<u32>(groupOf + (<usize>latent << 2)))) continue
      if (!fires(job, n, latent, a)) continue
      store<f32>(values + (<usize>count << 2), a)
      count++
    }
    let bound: f32 = 0
    let ties = 0
    if (count > k) {
      bound = kthLargest(values, count, k)
      ties = k
      for (let i = 0; i < k; i++) ties -= i32(load<f32>(values + (<usize>i << 2)) > bound)
    }
    let stored: u32 = 0
    for (let i: usize = 0; i < listed << 2; i += 4) {
      const a = load<f32>(pre + i)
      const latent = load<u32>(list + i)
      if (a < bound || !load<u8>(chosen + <usize>load<u32>(groupOf + (<usize>latent << 2)))) continue
      if (!fires(job, n, latent, a) || (a == bound && ties-- <= 0)) continue
      const slot = (n * <usize>k + stored) << 2
      store<u32>(address(job, LATENTS) + slot, latent)
      store<f32>(address(job, VALUES) + slot, a)
      stored++
    }
    store<u32>(address(job, COUNTS) + (n << 2), stored)
  }
}

// Fields of `cutBatch`.
const ENTRIES = 0
const FROM_OFFSETS = 1
const CUT_ROWS = 2
const FROM_LATENTS = 3
const FROM_VALUES = 4
const WANTED = 5
const SORTED = 6 // scratch for ENTRIES float32
const TO_OFFSETS = 7
const TO_LATENTS = 8
const TO_VALUES = 9

/** Keeps the WANTED largest of all entries of a batch, ties to the lower row and latent. Serial. */
export function cutBatch(job: usize, chunk: i32, thread: i32): void {
  const entries = int(job, ENTRIES)
  const wanted = int(job, WANTED)
  const values = address(job, FROM_VALUES)
  let bound: f32 = 0
  let ties = 0
  if (entries > wanted) {
    const sorted = address(job, SORTED)
    memory.copy(sorted, values, <usize>entries << 2)
    bound = kthLargest(sorted, entries, wanted)
    ties = wanted
    for (let i = 0; i < wanted; i++) ties -= i32(load<f32>(sorted + (<usize>i << 2)) > bound)
  }
  const offsets = address(job, FROM_OFFSETS)
  let stored: usize = 0
  for (let n: usize = 0; n < <usize>int(job, CUT_ROWS); n++) {
    const end = <usize>load<u32>(offsets + (n << 2), 4) << 2
    let e = <usize>load<u32>(offsets + (n << 2)) << 2
    store<u32>(address(job, TO_OFFSETS) + (n << 2), <u32>(stored >> 2))
    for (; e < end; e += 4) {
      const a = load<f32>(values + e)
      if (a < bound || (a == bound && ties-- <= 0)) continue
      store<u32>(address(job, TO_LATENTS) + stored, load<u32>(address(job, FROM_LATENTS) + e))
      store<f32>(address(job, TO_VALUES) + stored, a)
      stored += 4
    }
  }
  store<u32>(address(job, TO_OFFSETS) + (<usize>int(job, CUT_ROWS) << 2), <u32>(stored >> 2))
}
