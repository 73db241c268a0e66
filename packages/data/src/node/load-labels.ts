import type { Labels } from '../labels.ts'
import { readLabels, type LabelOptions } from '../read-labels.ts'
import { withFile } from './file-source.ts'

/**
 * Labels from a .csv, .tsv, .json, .jsonl, .parquet or .npy file; see `readLabels`.
 * @throws DataError for a missing column, a value that is no label, or another number of labels
 */
export async function loadLabels(path: string, options: LabelOptions = {}): Promise<Labels> {
  return withFile(path, (source) => readLabels(source, options))
}
