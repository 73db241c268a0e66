import { readTable } from '../table/read-table.ts'
import type { Table } from '../table/table.ts'
import { findShards, isFolder } from './clip-retrieval.ts'
import { withFile } from './file-source.ts'

/**
 * Captions, ids and the like from a .csv, .tsv, .json, .jsonl or .parquet file, or from all shards
 * of a clip-retrieval folder (metadata/metadata_N.parquet).
 * @throws DataError naming the line or row that is malformed
 */
export async function loadMetadata(path: string): Promise<Table> {
  if (!(await isFolder(path))) return withFile(path, readTable)
  const tables: Table[] = []
  for (const shard of await findShards(path, 'metadata', '.parquet')) {
    tables.push(await withFile(shard, readTable))
  }
  return {
    columns: [...new Set(tables.flatMap(({ columns }) => columns))],
    rows: tables.flatMap(({ rows }) => rows),
  }
}
