import type { SparseCodes } from '@cmgsae/tensor'
import type { Activations } from '../codes/activations.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import { topK } from '../top-k.ts'
import type { Concept, Query, SearchHit } from '../types.ts'
import { codeOf } from './code-of.ts'
import { codeCosines } from './nearest.ts'

export interface SearchOptions {
  readonly query: Query
  readonly modality: string
  readonly include?: readonly Concept[]
  readonly exclude?: readonly Concept[]
  readonly count: number
  readonly reasons?: number
}

/** Nearest samples by code with reasons; see `Engine.search`. */
export async function search(
  opened: OpenedRun,
  { query, modality, include = [], exclude = [], count, reasons = 5 }: SearchOptions,
): Promise<SearchHit[]> {
  if (opened.samples.count === 0) return []
  const run = await opened.encoded()
  const code = await codeOf(run, query)
  const of = run.activations('latent', modality)
  const cosines = codeCosines(code, of)
  const allowed = new Uint8Array(cosines.length).fill(1)
  const fires = (concept: Concept) => firing(run.activations(concept.kind, modality), concept.index)
  for (const concept of include) {
    const active = fires(concept)
    for (let n = 0; n < allowed.length; n++) allowed[n]! &= active[n]!
  }
  for (const concept of exclude) {
    const active = fires(concept)
    for (let n = 0; n < allowed.length; n++) allowed[n]! &= 1 - active[n]!
  }
  const hits = topK(cosines, count, (n) => allowed[n] === 1 && cosines[n]! > 0)
  return Array.from(hits, (sample) => ({
    sample,
    score: cosines[sample]!,
    shared: sharedLatents(code, of.codes, sample, reasons),
  }))
}

/** 1 for each sample in which a concept fires. */
function firing({ byConcept: { offsets, samples }, codes }: Activations, concept: number) {
  const active = new Uint8Array(codes.rows)
  for (let e = offsets[concept]!; e < offsets[concept + 1]!; e++) active[samples[e]!] = 1
  return active
}

/** Latents active in a code and in sample n, by their share of the product of the two. */
function sharedLatents(
  { indices, values }: SparseCodes,
  codes: SparseCodes,
  n: number,
  count: number,
): SearchHit['shared'] {
  const own = new Map<number, number>()
  for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
    own.set(codes.indices[e]!, codes.values[e]!)
  }
  const products = Float32Array.from(indices, (i, e) => values[e]! * (own.get(i) ?? 0))
  const all = products.reduce((sum, product) => sum + product, 0)
  return Array.from(
    topK(products, count, (e) => products[e]! > 0),
    (e) => ({ latent: indices[e]!, share: products[e]! / all }),
  )
}
