import { matrix } from '@cmgsae/tensor'
import { limitRows } from '../measure/limit-rows.ts'
import { isStreamed, type Samples, type TrainingSamples } from './samples.ts'

/** Streamed samples are measured on no more than this many: they are held in memory for it. */
const MOST = 16_384

/** Samples in memory, and which of them are meant. */
export interface SamplesAt {
  readonly samples: Samples
  readonly rows: Uint32Array
}

/** The listed samples, or a seeded choice of them where they are streamed and too many. */
export async function samplesAt(
  samples: TrainingSamples,
  rows: Uint32Array,
  seed: number,
): Promise<SamplesAt> {
  if (!isStreamed(samples)) return { samples, rows }
  const chosen = Uint32Array.from(limitRows(rows.length, MOST, seed), (n) => rows[n]!)
  const modalities = []
  for (const { name, embeddings } of samples.modalities) {
    const held = matrix(chosen.length, embeddings.cols)
    await embeddings.read(chosen, held.data)
    modalities.push({ name, embeddings: held })
  }
  return {
    samples: { count: chosen.length, modalities, fingerprints: {} },
    rows: Uint32Array.from(chosen.keys()),
  }
}
