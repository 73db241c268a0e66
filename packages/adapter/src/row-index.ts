import { AdapterError } from './errors.ts'

/**
 * Maps a key or a row number to its row of n.
 * @throws AdapterError when keys repeat or are not one per row
 */
export function createRowIndex(
  n: number,
  keys?: readonly string[],
): (input: string | number) => number {
  if (keys && keys.length !== n) {
    throw new AdapterError(`${keys.length} keys for ${n} rows: give one key per row`)
  }
  const rows = new Map<string, number>()
  keys?.forEach((key, row) => {
    const first = rows.get(key)
    if (first !== undefined) {
      throw new AdapterError(`key '${key}' names rows ${first} and ${row}: make keys unique`)
    }
    rows.set(key, row)
  })

  return (input) => {
    if (typeof input === 'string') {
      const row = rows.get(input)
      if (row !== undefined) return row
      throw new AdapterError(
        keys
          ? `no row has the key '${input}', keys look like '${keys[0]}'`
          : `'${input}' is a key, but no keys were given: pass \`keys\`, or row numbers`,
      )
    }
    if (Number.isInteger(input) && input >= 0 && input < n) return input
    throw new AdapterError(`there is no row ${input}, rows go from 0 to ${n - 1}`)
  }
}
