import type { SparseCodes } from '@cmgsae/tensor'
import type { Activations } from '../codes/activations.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import { topK } from '../top-k.ts'
import type { Hits, Query, SampleHits } from '../types.ts'
import { codeOf } from './code-of.ts'
import { densePoint } from './dense-point.ts'

/** Cosines of a code (1×p) with all codes; 0 where nothing is shared. */
export function codeCosines({ indices, values }: SparseCodes, of: Activations): Float32Array {
  const { offsets, samples, values: activities } = of.byConcept
  const dots = new Float32Array(of.codes.rows)
  let squares = 0
  for (const [e, i] of indices.entries()) {
    squares += values[e]! ** 2
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      dots[samples[at]!]! += values[e]! * activities[at]!
    }
  }
  const norm = Math.sqrt(squares)
  for (let n = 0; n < dots.length; n++) if (dots[n]! > 0) dots[n]! /= norm * of.norms[n]!
  return dots
}

/** Samples nearest to a query in a modality; see `Engine.nearest`. */
export async function nearest(
  run: OpenedRun,
  {
    query,
    modality,
    space,
    count,
  }: { query: Query; modality: string; space: 'code' | 'decoded' | 'dense'; count: number },
): Promise<SampleHits> {
  if (run.samples.count === 0) return { samples: new Uint32Array(0), scores: new Float32Array(0) }
  if (space === 'code') {
    const { activations } = await run.encoded()
    const cosines = codeCosines(await codeOf(run, query), activations('latent', modality))
    return best(cosines, count, (n) => cosines[n]! > 0)
  }
  const point =
    space === 'dense'
      ? densePoint(run, query, modality)
      : await run.model.decode(await codeOf(run, query), modality)
  const cloud = await run.cloud(modality)
  return best(await cloud.cosines(point), count)
}

/** Classes by cosine with the decoded query; see `Engine.classScores`. */
export async function classScores(run: OpenedRun, query: Query, modality: string): Promise<Hits> {
  if (run.samples.classes.length === 0) {
    return { indices: new Uint32Array(0), scores: new Float32Array(0) }
  }
  const decoded = await run.model.decode(await codeOf(run, query), modality)
  const { samples, scores } = best(await (await run.landmarks(modality)).cosines(decoded), Infinity)
  return { indices: samples, scores }
}

export function best(
  cosines: Float32Array,
  count: number,
  keep?: (n: number) => boolean,
): SampleHits {
  const samples = topK(cosines, count, keep)
  return { samples, scores: Float32Array.from(samples, (n) => cosines[n]!) }
}
