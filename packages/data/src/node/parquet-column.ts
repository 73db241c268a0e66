import type { BasicType, ColumnSource } from 'hyparquet-writer'
import type { Table } from '../table/table.ts'

/** How a column is stored. */
export interface ParquetType {
  readonly type: Extract<BasicType, 'BOOLEAN' | 'INT32' | 'INT64' | 'DOUBLE' | 'STRING'>
  readonly nullable: boolean
}

/**
 * For each column the narrowest type that holds all of it; what is mixed, as text. A table that is
 * written in parts takes the types of the whole, so that the parts agree.
 */
export function parquetTypes({ columns, rows }: Table): Record<string, ParquetType> {
  return Object.fromEntries(
    columns.map((name) => {
      const given = rows.map((row) => row[name] ?? null).filter((value) => value !== null)
      return [name, { type: narrowest(given), nullable: given.length < rows.length }]
    }),
  )
}

export function parquetColumn(
  name: string,
  rows: Table['rows'],
  type: ParquetType,
): ColumnSource & { data: unknown[] } {
  const data = rows.map((row) => row[name] ?? null)
  return { name, data: type.type === 'STRING' ? data.map(asText) : data, ...type }
}

function narrowest(given: readonly unknown[]): ParquetType['type'] {
  const all = (type: string) => given.every((value) => typeof value === type)
  if (given.length === 0) return 'STRING'
  if (all('boolean')) return 'BOOLEAN'
  if (all('bigint')) return 'INT64'
  if (given.every((v) => Number.isInteger(v) && (v as number) === (v as number) << 0)) {
    return 'INT32'
  }
  return all('number') ? 'DOUBLE' : 'STRING'
}

function asText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  // JSON has no big integers.
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}
