import { expect, it } from 'vitest'
import { adapterOf } from './adapter-of.ts'
import { testAdapter } from './testing/index.ts'

const letters = (vectorOf = (word: string): number[] => [word.length, word.charCodeAt(0)]) =>
  adapterOf({ modality: 'text', modelId: 'letters', width: 2, vectorOf })

it('passes the conformance suite', async () => {
  const { skipped } = await testAdapter(letters(), { inputs: ['one', 'three', 'seven'] })
  expect(skipped).toEqual(['limit: limits.maxBatch is Infinity'])
})

it('takes a function that answers later', async () => {
  const adapter = adapterOf({
    modality: 'text',
    modelId: 'later',
    width: 1,
    vectorOf: async (word: string) => Float32Array.of(word.length),
  })
  expect((await adapter.embed(['one', 'three'])).data).toEqual(Float32Array.of(3, 5))
})

it('hears an abort while the function works', async () => {
  const controller = new AbortController()
  const done: number[] = []
  const adapter = letters((word) => {
    if (word === 'b') controller.abort(new Error('enough'))
    return [1, 1]
  })
  const options = {
    signal: controller.signal,
    onProgress: (progress: { done: number }) => done.push(progress.done),
  }
  await expect(adapter.embed(['a', 'b', 'c'], options)).rejects.toThrow('enough')
  expect(done).toEqual([1])
})

it.each([
  ['of another length', [1, 2, 3], 'text 1: vectorOf gave 3 values, width is 2'],
  ['with a NaN', [1, NaN], 'text 1: vectorOf gave NaN at place 1'],
])('refuses a vector %s', async (_, bad, says) => {
  const adapter = letters((word) => (word === 'bad' ? bad : [0, 0]))
  await expect(adapter.embed(['good', 'bad'])).rejects.toThrow(says)
})
