import { BenchError } from './errors.ts'

/**
 * The names that an option lists, in the order of the known ones; all where it is absent.
 * @throws BenchError for a name that is none of the known
 */
export function listedNames<T extends string>(
  option: string,
  text: string | undefined,
  known: readonly T[],
): readonly T[] {
  if (text === undefined) return known
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !known.includes(name as T))
  if (unknown !== undefined) {
    throw new BenchError(`--${option}: there is no "${unknown}"; choose from ${known.join(', ')}`)
  }
  return known.filter((name) => names.includes(name))
}
