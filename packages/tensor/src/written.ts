import type { Resident, WriteEntries } from './backend.ts'

const buffers = new WeakMap<Resident, Float32Array>()

/** What `write` puts into a matrix that the host cannot reach: a function gets a buffer of its size. */
export function writtenValues(target: Resident, source: Float32Array | WriteEntries): Float32Array {
  if (typeof source !== 'function') return source
  let buffer = buffers.get(target)
  if (!buffer) buffers.set(target, (buffer = new Float32Array(target.rows * target.cols)))
  source(buffer)
  return buffer
}
