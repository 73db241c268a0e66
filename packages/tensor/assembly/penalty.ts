import { address, int } from './job'

const ROW_BLOCK: i32 = 16

// Fields of `groupNorm`.
const LISTS = 0 // four uint32 for each of the codes: offsets, indices, values, gradients
const LIST_COUNT = 1
const ROWS = 2
const OF = 3 // 0: every latent its own group
const WEIGHTS = 4 // float32 a group, or one
const WEIGHT_STEP = 5 // 0: one weight for all
const EPSILON = 6
const SCRATCH = 7 // a thread: float64 a group, zero between rows, then uint32 a group
const SCRATCH_BYTES = 8
const GROUPS = 9
const SUMS = 10 // one float64 a row

/** Per row Σ_g w_g (√(‖z_g‖² + ε²) − ε); adds its gradient over the number of rows. */
export function groupNorm(job: usize, chunk: i32, thread: i32): void {
  const lists = address(job, LISTS)
  const end = lists + (<usize>int(job, LIST_COUNT) << 4)
  const rows = int(job, ROWS)
  const partition = address(job, OF)
  const squares = address(job, SCRATCH) + <usize>thread * address(job, SCRATCH_BYTES)
  const touched = squares + (<usize>int(job, GROUPS) << 3)
  const weights = address(job, WEIGHTS)
  const step = address(job, WEIGHT_STEP)
  const epsilon = load<f64>(job + (EPSILON << 3))
  const last = min((chunk + 1) * ROW_BLOCK, rows)
  for (let n = chunk * ROW_BLOCK; n < last; n++) {
    let top = touched
    for (let list = lists; list < end; list += 16) {
      const offsets = <usize>load<u32>(list) + (<usize>n << 2)
      const stop = <usize>load<u32>(offsets, 4) << 2
      for (let e = <usize>load<u32>(offsets) << 2; e < stop; e += 4) {
        const z = <f64>load<f32>(<usize>load<u32>(list, 8) + e)
        if (z == 0) continue
        const group = groupOf(partition, <usize>load<u32>(list, 4) + e)
        const at = squares + (<usize>group << 3)
        const sum = load<f64>(at)
        if (sum == 0) {
          store<u32>(top, group)
          top += 4
        }
        store<f64>(at, sum + z * z)
      }
    }
    let value: f64 = 0
    for (let at = touched; at < top; at += 4) {
      const group = <usize>load<u32>(at)
      const squared = load<f64>(squares + (group << 3))
      const norm = sqrt<f64>(squared + epsilon * epsilon)
      const weight = <f64>load<f32>(weights + group * step)
      // √(q + ε²) − ε without the cancellation at small q.
      value += (weight * squared) / (norm + epsilon)
      store<f64>(squares + (group << 3), weight / (norm * rows))
    }
    store<f64>(address(job, SUMS) + (<usize>n << 3), value)
    for (let list = lists; list < end; list += 16) {
      const offsets = <usize>load<u32>(list) + (<usize>n << 2)
      const stop = <usize>load<u32>(offsets, 4) << 2
      for (let e = <usize>load<u32>(offsets) << 2; e < stop; e += 4) {
        const factor = load<f64>(squares + (<usize>groupOf(partition, <usize>load<u32>(list, 4) + e) << 3))
        const gradient = <usize>load<u32>(list, 12) + e
        const z = <f64>load<f32>(<usize>load<u32>(list, 8) + e)
        store<f32>(gradient, <f32>(load<f32>(gradient) + factor * z))
      }
    }
    for (let at = touched; at < top; at += 4) {
      store<f64>(squares + (<usize>load<u32>(at) << 3), 0)
    }
  }
}

@inline function groupOf(partition: usize, index: usize): u32 {
  const latent = load<u32>(index)
  return partition ? load<u32>(partition + (<usize>latent << 2)) : latent
}
