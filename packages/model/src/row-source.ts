import { gather, type Matrix } from '@cmgsae/tensor'

/**
 * Embeddings (n×d) that lie elsewhere, such as on disk: `openRowSource` of `@cmgsae/data/node` gives
 * one, and any object of this shape will do.
 */
export interface RowSource {
  /** n */
  readonly rows: number
  /** d */
  readonly cols: number
  /**
   * Writes the listed rows, in any order, into `out` (|rows|×d, row-major): all zero or all NaN where
   * a sample lacks the modality. Several calls may be under way at once; what is rejected stops the
   * training.
   */
  read(rows: Uint32Array, out: Float32Array): Promise<void>
}

export type Embeddings = Matrix | RowSource

export const isStreamed = (embeddings: Embeddings): embeddings is RowSource => 'read' in embeddings

/** Samples at hand: sample n is row `rows[n]` of every matrix. */
export interface Portion {
  readonly matrices: readonly Matrix[]
  readonly rows: Uint32Array
}

/** The listed samples, as they lie where everything is in memory, else in buffers of their own. */
export async function portionOf(
  embeddings: readonly Embeddings[],
  rows: Uint32Array,
): Promise<Portion> {
  if (!embeddings.some(isStreamed)) return { matrices: embeddings as Matrix[], rows }
  const buffers = embeddings.map(({ cols }) => new Float32Array(rows.length * cols))
  return fillPortion(embeddings, rows, buffers)
}

/** Reads the listed samples of every modality into a buffer each. */
export async function fillPortion(
  embeddings: readonly Embeddings[],
  rows: Uint32Array,
  buffers: readonly Float32Array[],
): Promise<Portion> {
  const matrices = embeddings.map(({ cols }, s) => ({
    rows: rows.length,
    cols,
    data: buffers[s]!.subarray(0, rows.length * cols),
  }))
  await Promise.all(
    embeddings.map(async (source, s) => {
      const { data, cols } = matrices[s]!
      if (isStreamed(source)) return source.read(rows, data)
      rows.forEach((r, n) => data.set(source.data.subarray(r * cols, (r + 1) * cols), n * cols))
    }),
  )
  return { matrices, rows: Uint32Array.from(rows.keys()) }
}

/** The samples of a portion and nothing else, one matrix a modality. */
export function gatherPortion({ matrices, rows }: Portion): Matrix[] {
  return matrices.map((x) => gather(x, rows))
}
