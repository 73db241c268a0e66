import { matrix, row, type Matrix } from '@cmgsae/tensor'
import type { Model } from '@cmgsae/model'
import { limitRows } from '../measure/limit-rows.ts'
import { sampleText } from '../samples/sample-text.ts'
import type { Samples } from '../samples/samples.ts'

/** Named points in one modality's space, about their mean, against which a change is measured. */
export interface Landmarks {
  readonly modality: string
  readonly names: readonly string[]
  /** Class of each landmark, or the row of the sample it is. */
  readonly ids: readonly number[]
  /** Unit rows, L×d. */
  readonly directions: Matrix
  readonly mean: Float32Array
}

/** Without labels, this many samples stand for the space. */
const mostNeighbours = 1000

/** Class means where samples have labels, else samples themselves. */
export function landmarksOf(
  samples: Samples,
  model: Model,
  modality: string,
  seed: number,
): Landmarks {
  const { embeddings } = samples.modalities.find(({ name }) => name === modality)!
  const { labels } = samples
  const x = model.normalize(embeddings, modality)
  const present = [...Array(x.rows).keys()].filter((n) => !Number.isNaN(x.data[n * x.cols]!))
  const ids: number[] = []
  const rows: Float32Array[] = []
  if (labels) {
    const members = new Map<number, number[]>()
    for (const n of present) {
      const c = labels.of[n]!
      if (c >= 0) members.set(c, [...(members.get(c) ?? []), n])
    }
    for (const [c, own] of [...members].sort(([a], [b]) => a - b)) {
      ids.push(c)
      rows.push(meanRow(x, own))
    }
  } else {
    for (const position of limitRows(present.length, mostNeighbours, seed)) {
      ids.push(present[position]!)
      rows.push(row(x, present[position]!).slice())
    }
  }
  const mean = new Float32Array(x.cols)
  for (const values of rows) for (let j = 0; j < x.cols; j++) mean[j]! += values[j]! / rows.length
  const directions = matrix(rows.length, x.cols)
  for (const [l, values] of rows.entries()) row(directions, l).set(direction(values, mean))
  const names = ids.map((id) => (labels ? labels.names[id]! : sampleText(samples, id)))
  return { modality, names, ids, directions, mean }
}

function meanRow(x: Matrix, rows: readonly number[]): Float32Array {
  const mean = new Float32Array(x.cols)
  for (const n of rows)
    for (let j = 0; j < x.cols; j++) mean[j]! += x.data[n * x.cols + j]! / rows.length
  return mean
}

function direction(values: Float32Array, mean: Float32Array): Float32Array {
  const out = values.map((value, j) => value - mean[j]!)
  const norm = Math.hypot(...out) || 1
  return out.map((value) => value / norm)
}

/** Mean cosine of decoded samples (n×d) with each landmark, about the landmarks' mean. */
export function meanCosines(decoded: Matrix, { directions, mean }: Landmarks): Float64Array {
  const sums = new Float64Array(directions.rows)
  for (let n = 0; n < decoded.rows; n++) {
    const x = direction(row(decoded, n), mean)
    for (let l = 0; l < directions.rows; l++) {
      const target = row(directions, l)
      let dot = 0
      for (let j = 0; j < x.length; j++) dot += x[j]! * target[j]!
      sums[l]! += dot / decoded.rows
    }
  }
  return sums
}
