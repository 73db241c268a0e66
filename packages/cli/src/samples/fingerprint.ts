import { createHash } from 'node:crypto'
import type { Labels } from '@cmgsae/data'
import type { Matrix } from '@cmgsae/tensor'

/** Hash of shape and values: the same embeddings in another format or place keep it. */
export function fingerprint({ rows, cols, data }: Matrix): string {
  const hash = createHash('sha256').update(`${rows}×${cols};`)
  // One update may not take 2 GiB.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  for (let at = 0; at < bytes.length; at += 2 ** 30) hash.update(bytes.subarray(at, at + 2 ** 30))
  return hash.digest('hex').slice(0, 16)
}

export function labelFingerprint({ names, of }: Labels): string {
  return createHash('sha256')
    .update(JSON.stringify([names, Array.from(of)]))
    .digest('hex')
    .slice(0, 16)
}
