import type { Model } from '@cmgsae/model'
import { gather, type Matrix, type SparseCodes } from '@cmgsae/tensor'
import { selectRows } from '@cmgsae/probes'
import type { Samples } from '../samples/samples.ts'

/** One modality of the samples that are measured: only those that have it. */
export interface Side {
  readonly name: string
  /** Samples that have the modality (m), as rows of the source. */
  readonly rows: Uint32Array
  /** Raw embeddings, m×d. */
  readonly x: Matrix
  /** As the model aims to reconstruct them, m×d. */
  readonly target: Matrix
  /** Codes from this modality alone, m×p. */
  readonly codes: SparseCodes
}

/** Two modalities of the samples that have both, row by row. */
export interface Pair {
  readonly a: Side
  readonly b: Side
}

/** Encodes the listed samples, each modality alone. */
export async function encodeSides(
  model: Model,
  samples: Samples,
  rows: Uint32Array,
  onProgress?: (done: number, total: number) => void,
): Promise<Side[]> {
  const sides: Side[] = []
  const known = samples.modalities.filter(({ name }) =>
    model.modalities.some((modality) => modality.name === name),
  )
  for (const [s, { name, embeddings }] of known.entries()) {
    const here = rows.filter((r) => !Number.isNaN(embeddings.data[r * embeddings.cols]!))
    const x = gather(embeddings, here)
    const codes = await model.encode(
      { [name]: x },
      { onProgress: ({ done, total }) => onProgress?.(s * total + done, known.length * total) },
    )
    sides.push({ name, rows: here, x, target: model.normalize(x, name), codes })
  }
  return sides
}

/** Every two sides, cut down to the samples that both have. */
export function pairsOf(sides: readonly Side[]): Pair[] {
  const pairs: Pair[] = []
  for (const [i, a] of sides.entries()) {
    for (const b of sides.slice(i + 1)) {
      const inB = new Set(b.rows)
      const inA = new Set(a.rows)
      const pair = { a: keep(a, inB), b: keep(b, inA) }
      if (pair.a.rows.length >= 2) pairs.push(pair)
    }
  }
  return pairs
}

/** The rows of a side at these positions. */
export function selectSide(side: Side, positions: ArrayLike<number>): Side {
  return {
    name: side.name,
    rows: Uint32Array.from(positions, (n) => side.rows[n]!),
    x: gather(side.x, positions),
    target: gather(side.target, positions),
    codes: selectRows(side.codes, positions),
  }
}

function keep(side: Side, rows: ReadonlySet<number>): Side {
  const positions = [...side.rows.keys()].filter((n) => rows.has(side.rows[n]!))
  return positions.length === side.rows.length ? side : selectSide(side, positions)
}
