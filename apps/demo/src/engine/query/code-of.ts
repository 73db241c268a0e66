import { matrix, row, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import { codeRow } from '../codes/rows.ts'
import { DemoError } from '../../errors.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import type { Query } from '../types.ts'

const rowOf = (of: Matrix, n: number) => matrix(1, of.cols, row(of, n))

/** The code (1×p) that a query stands for. @throws DemoError for a sample that does not exist */
export async function codeOf(run: OpenedRun, query: Query): Promise<SparseCodes> {
  if ('code' in query) {
    const { indices, values } = query.code
    return {
      rows: 1,
      latents: run.model.latents,
      offsets: Uint32Array.of(0, indices.length),
      indices,
      values,
    }
  }
  if ('embedding' in query) {
    const { embedding, modality } = query
    return run.model.encode({ [modality]: matrix(1, embedding.length, embedding) })
  }
  const { sample, modality } = query
  if (!(sample < run.samples.count)) {
    throw new DemoError(
      `there is no sample ${sample}; the run has ${run.samples.count}, counted from 0`,
    )
  }
  if (run.isEncoded) {
    const { joint, codes } = await run.encoded()
    return codeRow(modality === undefined ? joint : codes[modality]!, sample)
  }
  const names = modality === undefined ? run.model.modalities.map(({ name }) => name) : [modality]
  const inputs = names.map((name) => [name, rowOf(run.samples.embeddings[name]!, sample)])
  return run.model.encode(Object.fromEntries(inputs) as Record<string, Matrix>)
}
