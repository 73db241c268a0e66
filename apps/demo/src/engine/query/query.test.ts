import { beforeAll, expect, it } from 'vitest'
import type { EncodedRun } from '../runs/opened-run.ts'
import { openSmallRun } from '../testing/open-small-run.ts'
import { codeOf } from './code-of.ts'
import { reconstructionCosine, shares } from './contributions.ts'
import { classScores, nearest } from './nearest.ts'
import { search } from './search.ts'

let run: EncodedRun
beforeAll(async () => void (run = await openSmallRun()))

const labelOf = (n: number) => run.samples.labels[n]!

it('gives a sample and its embedding the same code', async () => {
  const { data, cols } = run.samples.embeddings['audio']!
  const sample = await codeOf(run, { sample: 4, modality: 'audio' })
  const embedded = await codeOf(run, {
    embedding: data.slice(4 * cols, 5 * cols),
    modality: 'audio',
  })
  expect([...embedded.indices]).toEqual([...sample.indices])
  expect([...embedded.values]).toEqual([...sample.values])
  await expect(codeOf(run, { sample: 99 })).rejects.toThrow(
    'there is no sample 99; the run has 36, counted from 0',
  )
})

it('divides a reconstruction into shares that sum to 1', async () => {
  const code = await codeOf(run, { sample: 3 })
  const own = shares(code, run.atoms('image'))
  expect(own).toHaveLength(code.indices.length)
  expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
  const none = { ...code, values: code.values.map(() => 0) }
  expect([...shares(none, run.atoms('image'))].every((share) => share === 0)).toBe(true)
  const cosine = await reconstructionCosine(run, code, { sample: 3 }, 'image')
  expect(cosine).toBeGreaterThan(0.8)
})

it('finds the same class in both modalities, in every space', async () => {
  for (const space of ['code', 'decoded', 'dense'] as const) {
    for (const modality of ['image', 'audio']) {
      const query = { sample: 7, modality: 'image' }
      const { samples, scores } = await nearest(run, { query, modality, space, count: 5 })
      expect([...samples].map(labelOf)).toEqual(Array.from({ length: 5 }, () => labelOf(7)))
      expect([...scores]).toEqual([...scores].sort((a, b) => b - a))
    }
  }
})

it('is nearest to itself', async () => {
  const query = { sample: 7, modality: 'image' }
  const hits = await nearest(run, { query, modality: 'image', space: 'dense', count: 1 })
  expect(hits.samples[0]).toBe(7)
  expect(hits.scores[0]).toBeCloseTo(1, 5)
})

it('scores its own class highest', async () => {
  const { indices } = await classScores(run, { sample: 8 }, 'audio')
  expect([indices[0], indices.length]).toEqual([labelOf(8), 3])
})

it('searches with reasons, and keeps to what must and must not be', async () => {
  const query = { sample: 5, modality: 'image' }
  const all = await search(run, { query, modality: 'audio', count: 40 })
  const [first] = all
  expect(first!.shared.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5)
  const latent = first!.shared[0]!.latent
  const concept = { kind: 'latent', index: latent } as const
  const fires = (n: number) => {
    const { offsets, indices } = run.codes['audio']!
    return indices.subarray(offsets[n]!, offsets[n + 1]!).includes(latent)
  }
  const hits = (options: object) =>
    search(run, { query, modality: 'audio', count: 40, ...options }).then((found) =>
      found.map(({ sample }) => sample),
    )
  const samples = all.map(({ sample }) => sample)
  expect(await hits({ include: [concept] })).toEqual(samples.filter(fires))
  expect(await hits({ exclude: [concept] })).toEqual(samples.filter((n) => !fires(n)))
})
