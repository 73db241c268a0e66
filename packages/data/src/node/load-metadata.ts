import { basename } from 'node:path'
import { readTable } from '../table/read-table.ts'
import type { Table } from '../table/table.ts'
import { findShards, holdsShards, isFolder } from './clip-retrieval.ts'
import { withFile } from './file-source.ts'

/**
 * Captions, ids and the like from a .csv, .tsv, .json, .jsonl or .parquet file, or from all shards
 * of a clip-retrieval folder (metadata/metadata_N.parquet) or of any folder KIND of KIND_N.parquet.
 * @throws DataError naming the line or row that is malformed
 */
export async function loadMetadata(path: string): Promise<Table> {
  if (!(await isFolder(path))) return withFile(path, readTable)
  const tables: Table[] = []
  const kind = (await holdsShards(path)) ? basename(path) : 'metadata'
  for (const shard of await findShards(path, kind, ['.parquet'])) {
    tables.push(await withFile(shard, readTable))
  }
  return {
    columns: [...new Set(tables.flatMap(({ columns }) => columns))],
    rows: tables.flatMap(({ rows }) => rows),
  }
}
