export { fileSource } from './file-source.ts'
export { loadEmbeddings, type LoadedEmbeddings, type LoadOptions } from './load-embeddings.ts'
export { loadLabels } from './load-labels.ts'
export { loadMetadata } from './load-metadata.ts'
export { loadPairs, type PairOptions } from './load-pairs.ts'
export { openEmbeddings } from './open-embeddings.ts'
export { openRowSource, type FileRows, type RowSourceOptions } from './open-row-source.ts'
export { readPairsFolder, type PairsFolder } from './pairs-folder.ts'
export { parquetTypes, type ParquetType } from './parquet-column.ts'
export { writeAtomically } from './write-atomically.ts'
export { createNpyWriter, writeNpy, type NpyWriter } from './write-npy.ts'
export { writeNpz } from './write-npz.ts'
export {
  writeParquet,
  writeParquetTable,
  type ParquetContents,
  type ParquetOptions,
} from './write-parquet.ts'
export { writeSafetensors } from './write-safetensors.ts'
