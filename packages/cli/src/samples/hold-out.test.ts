import { coinciding } from '@cmgsae/data'
import { matrix } from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { holdOut } from './hold-out.ts'
import { createRowIdentity } from './row-identity.ts'
import type { Samples } from './samples.ts'
import { reference } from './source.ts'

/** 100 pictures with five captions each. */
const pictures = matrix(500, 3)
for (let n = 0; n < 500; n++) pictures.data.set([Math.floor(n / 5), 1, 2], n * 3)
const captions = matrix(500, 2)
for (let n = 0; n < 500; n++) captions.data.set([n, 1], n * 2)
const samples: Samples = {
  count: 500,
  modalities: [
    { name: 'image', embeddings: pictures },
    { name: 'text', embeddings: captions },
  ],
  fingerprints: {},
}

describe('createRowIdentity', () => {
  it('finds in rows that stream by what coinciding finds in memory', () => {
    // Every 11th row is missing; far and near rows coincide.
    const x = matrix(700, 3)
    for (let n = 0; n < 700; n++) x.data.set([(n * n) % 190, n % 11 === 0 ? NaN : n % 2, 1], n * 3)
    for (let n = 0; n < 700; n += 11) x.data.fill(NaN, n * 3, n * 3 + 3)
    const identity = createRowIdentity(700)
    for (let n = 0; n < 700; n++) identity.add(n, x.data.subarray(n * 3, n * 3 + 3))
    expect(identity.ids).toEqual(coinciding(x))
    expect(new Set(identity.ids).size).toBeLessThan(400)
  })
})

describe('holdOut', () => {
  it('keeps all captions of a picture on one side', () => {
    const { train, test, distinct } = holdOut(samples, { share: 0.2, by: 'image', seed: 3 })
    expect(distinct).toBe(100)
    expect(test).toHaveLength(100)
    expect(train).toHaveLength(400)
    const seen = new Set(Array.from(train, (n) => Math.floor(n / 5)))
    expect(Array.from(test).some((n) => seen.has(Math.floor(n / 5)))).toBe(false)
  })

  it('draws the same samples for the same seed, others for another', () => {
    const draw = (seed: number) =>
      Array.from(holdOut(samples, { share: 0.2, by: 'text', seed }).test)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })

  it('refuses a share that leaves a side empty, and an unknown modality', () => {
    const few = { ...samples, count: 5, modalities: [{ name: 'image', embeddings: matrix(5, 1) }] }
    expect(() => holdOut(few, { share: 0.2, by: 'image', seed: 0 })).toThrow(/0 samples to train/)
    expect(() => holdOut(samples, { share: 0.2, by: 'sound', seed: 0 })).toThrow(
      /there are image, text/,
    )
  })
})

describe('reference', () => {
  it('reads FILE:PART, and leaves a drive letter alone', () => {
    expect(reference('a/b.csv:label')).toMatchObject({ path: 'a/b.csv', part: 'label' })
    expect(reference('a/b.csv').part).toBeUndefined()
    expect(reference('C:\\data\\x.npy').path).toBe('C:\\data\\x.npy')
  })
})
