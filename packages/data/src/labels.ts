import { DataError } from './errors.ts'

/** Classes of n samples. */
export interface Labels {
  /** Class names; class c is `names[c]`. */
  readonly names: readonly string[]
  /** Class of each sample (n), -1 where it has none. */
  readonly of: Int32Array
}

/** Whole numbers up to here are class indices; larger ones are names such as ids. */
const LARGEST_INDEX = 65_535

/**
 * Classes from one value per sample. Whole numbers ≥ 0 are class indices and keep their value, so
 * that they agree with the rows of a file of class embeddings; -1, null and '' mean unlabelled.
 * Strings become classes in sorted order, or in the order of `classNames` where that is given.
 * @throws DataError naming the row whose label is none
 */
export function labelsOf(
  values: readonly unknown[],
  name: string,
  classNames?: readonly string[],
): Labels {
  const texts = values.map((value, row) => textOf(value, name, row))
  const indices = indicesOf(texts, name)
  if (indices) return indexLabels(indices, name, classNames)
  const names = classNames ?? [...new Set(texts.filter((text) => text !== undefined))].sort()
  const classes = new Map(names.map((className, index) => [className, index]))
  const of = Int32Array.from(texts, (text, row) => {
    const found = text === undefined ? -1 : classes.get(text)
    if (found !== undefined) return found
    throw new DataError(`${name}: row ${row} (counted from 0) is '${text}', which is no class name`)
  })
  return refuseUnlabelled({ names, of }, name)
}

function indexLabels(indices: number[], name: string, classNames?: readonly string[]): Labels {
  const count = classNames?.length ?? indices.reduce((most, index) => Math.max(most, index), -1) + 1
  const beyond = indices.findIndex((index) => index >= count)
  if (beyond >= 0) {
    throw new DataError(
      `${name}: row ${beyond} (counted from 0) is class ${indices[beyond]}, ` +
        `there are ${count} class names, 0 to ${count - 1}`,
    )
  }
  const names = classNames ?? Array.from({ length: count }, (_, index) => String(index))
  return refuseUnlabelled({ names, of: Int32Array.from(indices) }, name)
}

function refuseUnlabelled(labels: Labels, name: string): Labels {
  if (labels.of.some((index) => index >= 0)) return labels
  throw new DataError(`${name}: every label is empty`)
}

/**
 * All as class indices, or undefined where some are names.
 * @throws DataError for numbers that are neither
 */
function indicesOf(texts: readonly (string | undefined)[], name: string): number[] | undefined {
  const indices = texts.map((text) => (text === undefined ? -1 : Number(text)))
  if (indices.some(Number.isNaN) || indices.some((index) => index > LARGEST_INDEX)) return undefined
  // pandas writes whole numbers as 3.0 where the column has gaps.
  const odd = indices.findIndex((index) => !Number.isInteger(index) || index < -1)
  if (odd < 0) return indices
  throw new DataError(
    `${name}: row ${odd} (counted from 0) is ${indices[odd]}: ` +
      'labels are class names, class indices from 0 on, or -1 for none',
  )
}

function textOf(value: unknown, name: string, row: number): string | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
    if (typeof value === 'boolean') return value ? '1' : '0'
    throw new DataError(
      `${name}: row ${row} (counted from 0) is no label: ${JSON.stringify(value)}`,
    )
  }
  const text = String(value).trim()
  return text === '' ? undefined : text
}
