import type { AnsweredVector } from './dialects/dialect.ts'
import { HttpAdapterError } from './errors.ts'

/**
 * n embeddings in the order of their inputs, whatever order they came in.
 * @throws HttpAdapterError when their indices are not 0 to n − 1, each once
 */
export function orderByIndex(vectors: readonly AnsweredVector[], server: string): unknown[] {
  const n = vectors.length
  const ordered = new Map<number, unknown>()
  for (const [place, { index = place, embedding }] of vectors.entries()) {
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= n) {
      throw new HttpAdapterError(
        `${server} answered an index that is not 0 to ${n - 1}: ${JSON.stringify(index)}`,
      )
    }
    if (ordered.has(index)) throw new HttpAdapterError(`${server} answered index ${index} twice`)
    ordered.set(index, embedding)
  }
  return Array.from({ length: n }, (_, i) => ordered.get(i))
}
