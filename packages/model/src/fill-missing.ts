import { gather, row, type Matrix } from '@cmgsae/tensor'
import { ModelError } from './errors.ts'
import type { Model } from './model.ts'
import { isMissing } from './normalization.ts'

/** Raw embeddings of a modality (n×d); an all-zero or all-NaN row: the sample lacks it. */
interface Given {
  readonly name: string
  readonly embeddings: Matrix
}

/**
 * Samples with the modalities they lack predicted by a model of them: from the joint code of those they
 * have that other samples have together with the missing one, else over the modalities in between,
 * decoded and encoded again on each. A training on the result learns directly what pairs only imply.
 * What no chain of samples leads to stays missing, as a row of NaN.
 * @throws ModelError for row counts that differ, and as `encode` does
 */
export async function fillMissing<T extends Given>(
  model: Model,
  modalities: readonly T[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<(Omit<T, 'embeddings'> & { embeddings: Matrix })[]> {
  const rows = modalities[0]?.embeddings.rows ?? 0
  const filled = modalities.map((modality) => {
    const { name, embeddings } = modality
    if (embeddings.rows !== rows) {
      throw new ModelError(
        `${name} has ${embeddings.rows} rows and ${modalities[0]!.name} has ${rows}; samples must match`,
      )
    }
    return { ...modality, embeddings: { ...embeddings, data: embeddings.data.slice() } }
  })
  const known = filled.map(({ embeddings }) => {
    const there = new Uint8Array(rows)
    for (let n = 0; n < rows; n++) {
      const values = row(embeddings, n)
      if (isMissing(values)) values.fill(NaN)
      else there[n] = 1
    }
    return there
  })
  const together = known.map((a) => known.map((b) => a.some((there, n) => there && b[n])))
  for (;;) {
    const found: { c: number; lacking: Uint32Array; predicted: Matrix }[] = []
    for (const [c, { name }] of filled.entries()) {
      const near = filled.flatMap((_, a) => (a !== c && together[a]![c] ? [a] : []))
      const lacking = Uint32Array.from(
        [...known[c]!.keys()].filter((n) => !known[c]![n] && near.some((a) => known[a]![n])),
      )
      if (lacking.length === 0) continue
      const inputs = near.map((a) => [filled[a]!.name, gather(filled[a]!.embeddings, lacking)])
      const codes = await model.encode(Object.fromEntries(inputs), signal && { signal })
      found.push({ c, lacking, predicted: await model.decode(codes, name) })
    }
    if (found.length === 0) return filled
    for (const { c, lacking, predicted } of found) {
      for (const [i, n] of lacking.entries()) {
        row(filled[c]!.embeddings, n).set(row(predicted, i))
        known[c]![n] = 1
      }
    }
  }
}
