import type { ColumnSource } from 'hyparquet-writer'
import type { Table } from '../table/table.ts'

/** One column of a table with the narrowest type that holds all of it; what is mixed, as text. */
export function parquetColumn(
  name: string,
  rows: Table['rows'],
): ColumnSource & { data: unknown[] } {
  const data = rows.map((row) => row[name] ?? null)
  const given = data.filter((value) => value !== null)
  const all = (type: string) => given.every((value) => typeof value === type)
  const column = { name, data, nullable: given.length < data.length }
  if (given.length > 0) {
    if (all('boolean')) return { ...column, type: 'BOOLEAN' }
    if (all('bigint')) return { ...column, type: 'INT64' }
    if (
      given.every(
        (value) => Number.isInteger(value) && (value as number) === (value as number) << 0,
      )
    ) {
      return { ...column, type: 'INT32' }
    }
    if (all('number')) return { ...column, type: 'DOUBLE' }
  }
  return { ...column, type: 'STRING', data: data.map((value) => asText(value)) }
}

function asText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  // JSON has no big integers.
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}
