import { DataError } from './errors.ts'

/**
 * The array asked for, or the only one there is.
 * @throws DataError listing what there is
 */
export function chooseArray(
  name: string,
  candidates: readonly string[],
  wanted: string | undefined,
  { what = 'array', plural = 'arrays', option = 'array' } = {},
): string {
  const list = candidates.map((candidate) => `'${candidate}'`).join(', ')
  if (wanted !== undefined) {
    if (candidates.includes(wanted)) return wanted
    throw new DataError(`${name} has no ${what} '${wanted}', it has ${list || 'none'}`)
  }
  if (candidates.length > 1) {
    throw new DataError(`${name} has several ${plural}: choose one of ${list} with ${option}`)
  }
  const [only] = candidates
  if (only === undefined) throw new DataError(`${name} has no ${what}`)
  return only
}
