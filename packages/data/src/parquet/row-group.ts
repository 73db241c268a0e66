import { DataError } from '../errors.ts'
import { narrow } from '../float-type.ts'
import type { ColumnChunk, Page, PagePlace } from './column-chunk.ts'

/** A row group's share of a column: rows [start, start + rows) of the table. */
export interface RowGroup {
  readonly start: number
  readonly rows: number
  /** Entries in all pages; rows·d where every list is d long and nothing is null. */
  readonly entries: number
  readonly chunk: ColumnChunk
}

/** Length of the first list. */
export async function firstLength({ chunk }: RowGroup): Promise<number> {
  let length = 0
  for (const place of await chunk.places()) {
    const page = await chunk.decode(place)
    for (let i = 0; i < place.count; i++, length++) {
      if (length > 0 && page.startsRow(i)) return length
    }
  }
  return length
}

/** Reads rows out of row groups of lists that are all `cols` long; keeps the page read last. */
export function createGroupReader(name: string, cols: number) {
  let last: { place: PagePlace; page: Page } | undefined

  async function decode(group: RowGroup, place: PagePlace): Promise<Page> {
    if (last?.place === place) return last.page
    const page = await group.chunk.decode(place)
    if (!isRegular(page, place, cols)) await refuseRagged(name, group, cols)
    last = { place, page }
    return page
  }

  /** Rows [from, to) of the table, all in this group, into `out`. */
  return async (group: RowGroup, from: number, to: number, out: Float32Array): Promise<void> => {
    const first = (from - group.start) * cols
    const end = (to - group.start) * cols
    for (const place of await group.chunk.places()) {
      const begin = Math.max(first, place.firstEntry)
      const stop = Math.min(end, place.firstEntry + place.count)
      if (begin >= stop) continue
      const { values } = await decode(group, place)
      const wanted = part(values, begin - place.firstEntry, stop - place.firstEntry)
      narrow(wanted, out.subarray(begin - first, stop - first), (i) => {
        const row = group.start + Math.floor((begin + i) / cols)
        return `${name}: the value in row ${row} (counted from 0), column ${(begin + i) % cols},`
      })
    }
  }
}

/** Whether rows begin at every d-th entry of the row group and nowhere else, without nulls. */
function isRegular(page: Page, { firstEntry, count }: PagePlace, cols: number): boolean {
  if (page.hasNulls) return false
  for (let i = 0; i < count; i++) {
    if (page.startsRow(i) !== ((firstEntry + i) % cols === 0)) return false
  }
  return true
}

/**
 * Counts through a row group to find which row is at fault.
 * @throws DataError naming it; always
 */
export async function refuseRagged(name: string, group: RowGroup, cols: number): Promise<never> {
  const { chunk, start } = group
  let row = start - 1
  let length = cols
  const check = () => {
    if (length === cols) return
    throw new DataError(
      `${name}: row ${row} (counted from 0) has ${length} values, the first row has ${cols}`,
    )
  }
  for (const place of await chunk.places()) {
    const page = await chunk.decode(place)
    for (let i = 0; i < place.count; i++) {
      if (page.startsRow(i)) {
        check()
        row++
        length = 0
      }
      length++
      if (!page.isNull(i)) continue
      throw new DataError(`${name}: row ${row} (counted from 0) is null, is empty or holds a null`)
    }
  }
  check()
  throw new DataError(`${name}: its pages and its row count of ${group.rows} disagree`)
}

function part(values: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return Array.isArray(values)
    ? values.slice(from, to)
    : (values as Float64Array).subarray(from, to)
}
