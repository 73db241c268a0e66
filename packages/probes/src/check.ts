import type { Matrix, SparseCodes } from '@cmgsae/tensor'
import type { NamedPartition } from '@cmgsae/model'
import { ProbeError } from './errors.ts'
import { type Features, type Labels, widthOf } from './features.ts'

export function checkSameRows(a: { rows: number }, b: { rows: number }, names: string): void {
  if (a.rows !== b.rows) {
    throw new ProbeError(`${names} must have equally many rows, got ${a.rows} and ${b.rows}`)
  }
}

export function checkSameWidth(a: Features, b: Features, names: string): void {
  if (widthOf(a) !== widthOf(b)) {
    throw new ProbeError(`${names} must be equally wide, got ${widthOf(a)} and ${widthOf(b)}`)
  }
}

export function checkSameShape(a: Matrix, b: Matrix, names: string): void {
  if (a.rows !== b.rows || a.cols !== b.cols) {
    throw new ProbeError(
      `${names} must have one shape, got ${a.rows}×${a.cols} and ${b.rows}×${b.cols}`,
    )
  }
}

export function checkNotEmpty(a: { rows: number }, name: string): void {
  if (a.rows === 0) throw new ProbeError(`${name} has no rows; a metric needs at least one sample`)
}

/** One whole number ≥ 0 for each row, below `classes` where it is given. */
export function checkLabels(labels: Labels, rows: number, name: string, classes = Infinity): void {
  if (labels.length !== rows) {
    throw new ProbeError(`${name}: ${labels.length} labels for ${rows} rows; give one for each row`)
  }
  for (let i = 0; i < rows; i++) {
    const label = labels[i]!
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      const range = classes === Infinity ? 'a whole number ≥ 0' : `0 … ${classes - 1}`
      throw new ProbeError(`${name}: label ${label} of row ${i} must be ${range}`)
    }
  }
}

export function checkPartition(codes: SparseCodes, partition: NamedPartition): void {
  if (partition.of.length !== codes.latents) {
    throw new ProbeError(
      `the partition covers ${partition.of.length} latents, the codes have ${codes.latents}`,
    )
  }
  const groups = partition.names.length
  for (const [latent, group] of partition.of.entries()) {
    if (group >= groups) {
      throw new ProbeError(`latent ${latent} is in group ${group}, but only ${groups} have names`)
    }
  }
}
