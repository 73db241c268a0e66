import type { Labels } from '../labels.ts'
import { labelsOfTable, readLabels, type LabelOptions } from '../read-labels.ts'
import { isFolder } from './clip-retrieval.ts'
import { withFile } from './file-source.ts'
import { loadMetadata } from './load-metadata.ts'

/**
 * Labels from a .csv, .tsv, .json, .jsonl, .parquet or .npy file, or from the metadata of a folder
 * of shards; see `readLabels` and `loadMetadata`.
 * @throws DataError for a missing column, a value that is no label, or another number of labels
 */
export async function loadLabels(path: string, options: LabelOptions = {}): Promise<Labels> {
  if (await isFolder(path)) return labelsOfTable(await loadMetadata(path), path, options)
  return withFile(path, (source) => readLabels(source, options))
}
