import { DataError } from '../errors.ts'
import type { Table } from './table.ts'

/** The column that an array of plain strings or numbers becomes. */
export const soleColumn = 'value'

/**
 * An array of objects, or of strings and numbers, which become a column `value`.
 * @throws DataError for other JSON
 */
export function parseJson(text: string, name: string): Table {
  const parsed = parse(text, name)
  if (!Array.isArray(parsed)) {
    throw new DataError(`${name} holds ${kindOf(parsed)}: expected an array, one entry per row`)
  }
  return tableOf(parsed, name, (index) => `entry ${index} (counted from 0)`)
}

/** One JSON value per line. @throws DataError naming the line that is not JSON */
export function parseJsonLines(text: string, name: string): Table {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }))
  const full = lines.filter(({ line }) => line !== '')
  const values = full.map(({ line, number }) => parse(line, `${name}: line ${number}`))
  return tableOf(values, name, (index) => `line ${full[index]!.number}`)
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new DataError(`${name} is not JSON: ${(error as Error).message}`, { cause: error })
  }
}

function tableOf(values: unknown[], name: string, place: (index: number) => string): Table {
  const columns = new Set<string>()
  const rows = values.map((value, index) => {
    const row = asRow(value, values[0])
    if (!row) {
      const expected = Array.isArray(values[0])
        ? 'an object, a string or a number'
        : `${kindOf(values[0])} like the first`
      throw new DataError(`${name}: ${place(index)} is ${kindOf(value)}, expected ${expected}`)
    }
    for (const column of Object.keys(row)) columns.add(column)
    return row
  })
  return { columns: [...columns], rows }
}

function asRow(value: unknown, first: unknown): Record<string, unknown> | undefined {
  const isObject = kindOf(value) === 'an object'
  if (isObject !== (kindOf(first) === 'an object') || Array.isArray(value)) return undefined
  return isObject ? (value as Record<string, unknown>) : { [soleColumn]: value }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
