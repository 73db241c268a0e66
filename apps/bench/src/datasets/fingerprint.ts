import { createHash } from 'node:crypto'
import type { Dataset } from './dataset.ts'

/** Hash of the first split's pairs: other data never meets results kept for these. */
export function fingerprint(dataset: Dataset): string {
  const { train, test, prompts } = dataset.split(0)
  const hash = createHash('sha256')
  const add = (values: Float32Array | Int32Array) =>
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  for (const { modalities, labels } of [train, test]) {
    for (const { name, embeddings } of modalities) {
      hash.update(name)
      add(embeddings.data)
    }
    if (labels) add(labels)
  }
  for (const part of prompts ?? []) if (part) add(part.data)
  return hash.digest('hex').slice(0, 16)
}
