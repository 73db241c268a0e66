import type { Tables } from '../concepts/tables.ts'
import type { ConceptTable, LatentTable } from '../types.ts'

type Column = Float32Array | Int32Array | Uint32Array | Uint8Array
type Stored = Record<string, readonly (number | null)[]>
type StoredTable = Record<string, Stored | readonly (number | null)[]>

/** Columns as they come back from a file, by their array type; `by modality` where there are several. */
const TYPES = {
  density: Float32Array,
  mean: Float32Array,
  max: Float32Array,
  score: Float32Array,
  dead: Uint8Array,
  topClass: Int32Array,
  topShare: Float32Array,
  size: Uint32Array,
  group: Uint32Array,
  serves: Uint8Array,
} as const

/** The tables of a run as JSON, so that whoever opens it need not encode its samples first. */
export function storeTables({ latents, groups }: Tables): string {
  return JSON.stringify({ latents: stored(latents), groups: stored(groups) })
}

/** What `storeTables` has written. */
export function readTables(text: string): Tables {
  const { latents, groups } = JSON.parse(text) as Record<keyof Tables, StoredTable>
  return {
    latents: columnsOf(latents) as unknown as LatentTable,
    groups: columnsOf(groups) as unknown as ConceptTable,
  }
}

// Six digits are what a float32 tells apart at best; NaN, which JSON lacks, becomes null.
const listOf = (column: Column) =>
  Array.from(column, (value) => (Number.isInteger(value) ? value : Number(value.toPrecision(6))))

function stored(table: ConceptTable | LatentTable): StoredTable {
  const entries = Object.entries(table).map(([name, column]: [string, Column | object]) => [
    name,
    ArrayBuffer.isView(column)
      ? listOf(column as Column)
      : Object.fromEntries(
          Object.entries(column as Record<string, Column>).map(([of, own]) => [of, listOf(own)]),
        ),
  ])
  return Object.fromEntries(entries) as StoredTable
}

function columnsOf(table: StoredTable): Record<string, unknown> {
  const entries = Object.entries(TYPES).flatMap(([name, Type]) => {
    const column = table[name]
    if (column === undefined) return []
    const arrayOf = (values: readonly (number | null)[]) =>
      Type.from(values.map((value) => value ?? Number.NaN))
    return [
      [
        name,
        Array.isArray(column)
          ? arrayOf(column)
          : Object.fromEntries(
              Object.entries(column as Stored).map(([of, own]) => [of, arrayOf(own)]),
            ),
      ],
    ]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}
