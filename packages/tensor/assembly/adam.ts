import { address } from './job'
import { adamRow } from './adam-row'
import { sumLanes } from './vector'

const BLOCK: usize = 4096

// Fields of `adam`, after the seven that adam-row.ts reads.
const PARAMETER = 7
const GRADIENT = 8
const FIRST = 9
const SECOND = 10
const LENGTH = 11

/** Steps a block of a flat parameter. */
export function adam(job: usize, chunk: i32, thread: i32): void {
  const at = (<usize>chunk * BLOCK) << 2
  const bytes = min(BLOCK << 2, (address(job, LENGTH) << 2) - at)
  adamRow(
    job,
    address(job, PARAMETER) + at,
    address(job, GRADIENT) + at,
    address(job, FIRST) + at,
    address(job, SECOND) + at,
    bytes,
    0,
  )
}

// Fields of `squaredNorm`.
const MATRIX = 0
const ENTRIES = 1
const SUMS = 2 // one float64 a chunk

/** Σ m² of a block. */
export function squaredNorm(job: usize, chunk: i32, thread: i32): void {
  const first = (<usize>chunk * BLOCK) << 2
  const bytes = min(BLOCK << 2, (address(job, ENTRIES) << 2) - first)
  store<f64>(
    address(job, SUMS) + ((<usize>chunk) << 3),
    squares(address(job, MATRIX) + first, bytes),
  )
}

/** Σ m² over `bytes`/4 entries. */
export function squares(at: usize, bytes: usize): f64 {
  let a = f32x4.splat(0)
  let b = f32x4.splat(0)
  const end = at + bytes
  const pairs = at + (bytes & ~31)
  for (; at < pairs; at += 32) {
    const u = v128.load(at)
    const v = v128.load(at, 16)
    a = f32x4.add(a, f32x4.mul(u, u))
    b = f32x4.add(b, f32x4.mul(v, v))
  }
  for (; at < end; at += 4) {
    const u = v128.load32_zero(at)
    a = f32x4.add(a, f32x4.mul(u, u))
  }
  return <f64>sumLanes(f32x4.add(a, b))
}
