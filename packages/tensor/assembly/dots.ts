import { BYTES, encodeTiles } from './encode-tiles'

// The only kernel that needs the relaxed dot product, a binary of its own: it serves beside either of
// the others.

export function screenBytes(job: usize, chunk: i32, thread: i32): void {
  encodeTiles(job, chunk, thread, BYTES)
}
