/** Rows of named values, as csv, json, jsonl and parquet files hold them. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}
