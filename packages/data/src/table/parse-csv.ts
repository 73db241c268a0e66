// The browser build of the same parser: the default one wants Node's Buffer.
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { DataError } from '../errors.ts'
import type { Table } from './table.ts'

/**
 * Comma- or tab-separated values with a line of column names; all values are strings (RFC 4180).
 * @throws DataError naming the line where a row has other columns or a quote is not closed
 */
export function parseCsv(text: string, name: string, delimiter: ',' | '\t'): Table {
  let columns: string[] = []
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      columns: (header: string[]) => (columns = distinct(header, name)),
    }) as Record<string, string>[]
    return { columns, rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new DataError(`${name}: ${error.message}`, { cause: error })
  }
}

function distinct(header: string[], name: string): string[] {
  const twice = header.find((column, index) => header.indexOf(column) !== index)
  if (twice === undefined) return header
  throw new DataError(`${name} has two columns '${twice}': rename one`)
}
