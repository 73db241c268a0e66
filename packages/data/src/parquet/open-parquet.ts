import type { ByteSource } from '../byte-source.ts'
import { chooseArray } from '../choose-array.ts'
import { checkRange, checkShape, type EmbeddingRows } from '../embedding-rows.ts'
import { DataError } from '../errors.ts'
import { openColumnChunk } from './column-chunk.ts'
import { damaged, floatLists, readParquetMetadata } from './metadata.ts'
import { createGroupReader, firstLength, refuseRagged, type RowGroup } from './row-group.ts'

/**
 * A column of float lists, all of one length. Memory is bounded by the batch and one page (about
 * 1 MB), whatever the size of the row groups.
 * @throws DataError listing the columns where several could be meant, and for a row of another
 * length or with a null, which it names
 */
export async function openParquet(
  source: ByteSource,
  { column }: { column?: string | undefined } = {},
): Promise<EmbeddingRows> {
  const metadata = await readParquetMetadata(source)
  const lists = floatLists(metadata)
  const label = {
    what: 'column of float lists',
    plural: 'columns of float lists',
    option: 'column',
  }
  const chosen = chooseArray(source.name, [...lists.keys()], column, label)
  const schemaPath = lists.get(chosen)!
  const leaf = schemaPath.at(-1)!.path.join('.')
  const name = `${source.name}['${chosen}']`

  let rows = 0
  const groups: RowGroup[] = []
  for (const { columns, num_rows: count } of metadata.row_groups) {
    const meta = columns.find(
      (chunk) => chunk.meta_data?.path_in_schema.join('.') === leaf,
    )?.meta_data
    if (!meta) throw new DataError(`${name} is missing from a row group`)
    const chunk = openColumnChunk(source, meta, schemaPath)
    if (count > 0n) {
      groups.push({ start: rows, rows: Number(count), entries: Number(meta.num_values), chunk })
    }
    rows += Number(count)
  }
  checkShape(name, rows, 1)
  const cols = await damaged(name, () => firstLength(groups[0]!))
  for (const group of groups) {
    if (group.entries === group.rows * cols) continue
    await damaged(name, () => refuseRagged(name, group, cols))
  }

  const readGroup = createGroupReader(name, cols)
  return {
    name,
    rows,
    cols,
    async read(from, to) {
      checkRange(name, rows, from, to)
      const out = new Float32Array((to - from) * cols)
      for (const group of groups) {
        const begin = Math.max(from, group.start)
        const end = Math.min(to, group.start + group.rows)
        if (begin >= end) continue
        const part = out.subarray((begin - from) * cols, (end - from) * cols)
        await damaged(name, () => readGroup(group, begin, end, part))
      }
      return out
    },
    close: async () => source.close?.(),
  }
}
