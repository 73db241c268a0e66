import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '@cmgsae/tensor'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tinyClap } from '../encoders/index.ts'
import { epochOrder } from './batches.ts'
import { trainModel, type Pairs, type TrainModelOptions } from './index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiny-models-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Sounds of two kinds, each with a caption of its own. */
function twoKinds(count: number): Pairs {
  const size = tinyClap.sensor.shape.reduce((a, b) => a * b, 1)
  const random = createRandom(1)
  const features = Int16Array.from({ length: count * size }, (_, i) => {
    const kind = Math.floor(i / size) % 2
    const high = i % 64 > 32
    return (high === (kind === 1) ? -1000 : -6000) + 500 * random.normal()
  })
  const texts = Array.from({ length: count }, (_, i) => ({
    caption: { tokens: [2, 3 + (i % 2)], meaning: i % 2 },
  }))
  return { features, texts }
}

const options = (name: string, epochs = 2): TrainModelOptions => ({
  encoder: tinyClap,
  pairs: twoKinds(8),
  vocabulary: 5,
  plan: { seed: 3, epochs, batch: 4, rate: 1e-2 },
  dataKey: 'two kinds',
  checkpoint: join(folder, name),
})

test('the same plan gives the same bytes, interrupted or not', async () => {
  const straight = await trainModel(options('a'))
  const controller = new AbortController()
  const interrupted = trainModel({
    ...options('b'),
    signal: controller.signal,
    onStep: (step) => step === 3 && controller.abort(new Error('enough')),
  })
  await expect(interrupted).rejects.toThrow('enough')
  const steps: number[] = []
  const resumed = await trainModel({ ...options('b'), onStep: (step) => void steps.push(step) })
  expect(steps).toEqual([4])
  expect(resumed.parameters).toEqual(straight.parameters)
  expect(straight.parameters.get('scale')).not.toEqual(Float32Array.of(Math.log(1 / 0.07)))
})

test('a checkpoint of other data is not resumed', async () => {
  await trainModel(options('a', 1))
  const steps: number[] = []
  const onStep = (step: number) => void steps.push(step)
  await trainModel({ ...options('a', 1), onStep })
  expect(steps).toEqual([])
  await trainModel({ ...options('a', 1), dataKey: 'another world', onStep })
  expect(steps).toEqual([1, 2])
})

test('learns to tell two kinds apart', async () => {
  const losses: number[] = []
  await trainModel({ ...options('a', 12), onStep: (_, __, loss) => void losses.push(loss) })
  // Partners are those of one caption: the least a batch can have is ln 2, with two of each kind.
  expect(losses[0]).toBeGreaterThan(1)
  expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.2)
})

test('an epoch has every sample once, in an order of its own', () => {
  const [first, second] = [0, 1].map((epoch) => [...epochOrder(50, { seed: 1, epoch })])
  expect(first!.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  expect(second).not.toEqual(first)
})
