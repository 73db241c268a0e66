import { openEmbeddings, type ByteSource } from '@cmgsae/data'
import type { Matrix } from '@cmgsae/tensor'
import { DemoError } from '../../errors.ts'
import type { SampleTable } from '../view/manifest.ts'
import type { Samples } from './samples.ts'

/** All rows of an embeddings file. @throws DataError for a file that holds none */
export async function readEmbeddings(source: ByteSource, part?: string): Promise<Matrix> {
  const rows = await openEmbeddings(source, part === undefined ? {} : { array: part, column: part })
  return { rows: rows.rows, cols: rows.cols, data: await rows.read(0, rows.rows) }
}

/**
 * Embeddings and what is known of their rows, checked against each other.
 * @throws DemoError where they are not of the same samples
 */
export function samplesOf(
  embeddings: Readonly<Record<string, Matrix>>,
  { rows, captions, classes = [], labels, heldOut, world, media }: SampleTable,
): Samples {
  const [first] = Object.entries(embeddings)
  const count = first?.[1].rows ?? 0
  for (const [name, x] of Object.entries(embeddings)) {
    if (x.rows !== count) {
      throw new DemoError(
        `${name} has ${x.rows} rows and ${first![0]} has ${count}; give files of the same samples`,
      )
    }
  }
  for (const [what, list] of Object.entries({ rows, captions, labels, ...media })) {
    if (list && list.length !== count) {
      throw new DemoError(
        `there are ${list.length} ${what} for ${count} samples; give one for each row`,
      )
    }
  }
  return {
    count,
    rows: rows ? Uint32Array.from(rows) : null,
    embeddings,
    captions: captions ?? null,
    classes,
    labels: labels ? Int32Array.from(labels) : new Int32Array(count).fill(-1),
    heldOut: Uint32Array.from(heldOut ?? []).sort(),
    example: null,
    media:
      world === undefined ? { kind: 'files', urls: media ?? {} } : { kind: 'world', seed: world },
  }
}
