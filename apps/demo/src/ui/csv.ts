/** Rows as comma-separated lines, the columns' names first. */
export function csv(
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): string {
  const lines = [columns.map(cell).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return `${lines.join('\n')}\n`
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
