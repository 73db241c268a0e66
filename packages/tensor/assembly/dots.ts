import { BYTES } from './encode-job'
import { screenSegment } from './encode-rows'
import { encodeTiles } from './encode-tiles'

// The kernels that need the relaxed dot product, a binary of their own: it serves beside either of the
// others.

export function screenBytes(job: usize, chunk: i32, thread: i32): void {
  encodeTiles(job, chunk, thread, BYTES)
}

export function screenRowsOfBytes(job: usize, chunk: i32, thread: i32): void {
  screenSegment(job, chunk, thread, true)
}
