import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld } from '@cmgsae/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tinyClap, tinyClip } from '../encoders/index.ts'
import { createExtract } from './extract.ts'
import { prepareFeatures } from './index.ts'

let cache: string
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'tiny-models-'))
})
afterEach(() => rm(cache, { recursive: true }))

const world = createWorld({ seed: 5 })
const samples = Array.from({ length: 60 }, (_, n) => n)
  .filter((n) => {
    const [main] = world.sample(n).concepts
    return main!.seen && main!.heard
  })
  .slice(0, 2)

const shared = { seed: 5, samples, fingerprint: 'of now' }

test.for([
  // A byte is kept whole, a decibel to its hundredths.
  [tinyClip, 1e-6],
  [tinyClap, 0.00501],
] as const)('%o is stored as the processor made it', async ([encoder, tolerance]) => {
  const progress: number[] = []
  const options = { ...shared, cache, onProgress: (done: number) => progress.push(done) }
  const stored = await prepareFeatures(encoder, options)
  const { scale, offset } = encoder.sensor.stored
  const extract = createExtract(encoder)
  const size = stored.length / samples.length
  for (const [i, n] of samples.entries()) {
    const expected = await extract(world.sample(n))
    expect(expected.length).toBe(size)
    let worst = 0
    for (let j = 0; j < size; j++) {
      worst = Math.max(worst, Math.abs(stored[i * size + j]! * scale + offset - expected[j]!))
    }
    expect(worst).toBeLessThan(tolerance)
  }
  expect(progress).toEqual([2])
  expect(await readdir(cache)).toHaveLength(1)
  expect(await prepareFeatures(encoder, options)).toEqual(stored)
})

test('an abort stops it', async () => {
  const signal = AbortSignal.abort(new Error('stop'))
  await expect(prepareFeatures(tinyClip, { ...shared, cache, signal })).rejects.toThrow('stop')
})
