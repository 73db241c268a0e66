import { expect, it, vi } from 'vitest'
import { testAdapter } from '@cmgsae/adapter/testing'
import { batchedAdapter, checkBatchSize, type BatchedAdapterOptions } from './batched-adapter.ts'

/** Gives [x, 1] for a number x, after a turn of the event loop. */
function numbers(options: Partial<BatchedAdapterOptions<number, number[]>> = {}) {
  return batchedAdapter<number, number[]>({
    modality: 'number',
    modelId: 'toy',
    width: 2,
    batchSize: 2,
    prepare: async (inputs) => [...inputs],
    async run(values) {
      await new Promise((resolve) => setTimeout(resolve))
      return Float32Array.from(values.flatMap((value) => [value, 1]))
    },
    dispose: async () => {},
    ...options,
  })
}

it('passes the conformance suite', async () => {
  await testAdapter(numbers(), { inputs: [0, 3, -4, 1, 7] })
})

it('gives vectors of unit length, in the order of the inputs', async () => {
  const { rows, cols, data } = await numbers().embed([0.75, 0, -0.75])
  expect([rows, cols]).toEqual([3, 2])
  expect([...data]).toEqual([...Float32Array.from([0.6, 0.8, 0, 1, -0.6, 0.8])])
})

it('prepares the next batch while one is in the model, and only that', async () => {
  const log: string[] = []
  await numbers({
    async prepare(inputs, { offset }) {
      log.push(`prepare ${offset}`)
      return [...inputs]
    },
    async run(values) {
      log.push(`run ${values[0]}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      log.push(`ran ${values[0]}`)
      return Float32Array.from(values.flatMap((value) => [value, 1]))
    },
  }).embed([0, 1, 2, 3, 4])
  expect(log).toEqual([
    'prepare 0',
    'prepare 2',
    'run 0',
    'ran 0',
    'prepare 4',
    'run 2',
    'ran 2',
    'run 4',
    'ran 4',
  ])
})

it('hears an abort between batches, and tells the preparation', async () => {
  const reason = new Error('enough')
  const controller = new AbortController()
  let told: AbortSignal | undefined
  const ran: number[] = []
  const call = numbers({
    async prepare(inputs, { signal }) {
      told = signal
      return [...inputs]
    },
    async run(values) {
      ran.push(...values)
      controller.abort(reason)
      return Float32Array.from(values.flatMap((value) => [value, 1]))
    },
  }).embed([1, 2, 3, 4], { signal: controller.signal })
  await expect(call).rejects.toBe(reason)
  expect(ran).toEqual([1, 2])
  expect(told?.aborted).toBe(true)
})

it('frees the model when nothing runs in it, once, and stops what was under way', async () => {
  const dispose = vi.fn<() => Promise<void>>(async () => {})
  let running = 0
  const adapter = numbers({
    async run(values) {
      running++
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      return Float32Array.from(values.flatMap((value) => [value, 1]))
    },
    async dispose() {
      expect(running).toBe(0)
      await dispose()
    },
  })
  const call = adapter.embed([1, 2, 3, 4])
  await new Promise((resolve) => setTimeout(resolve, 1))
  const [outcome] = await Promise.allSettled([call, adapter.dispose(), adapter.dispose()])
  expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'AdapterError' } })
  expect(dispose).toHaveBeenCalledOnce()
})

it.each<[string, Partial<BatchedAdapterOptions<number, number[]>>, string]>([
  ['another width', { run: async () => new Float32Array(3) }, '3 values for 2 inputs, 4 expected'],
  [
    'a zero vector',
    { run: async () => Float32Array.of(1, 0, 0, 0) },
    'number 1: the model gives a vector of length 0',
  ],
  [
    'a NaN',
    { run: async () => Float32Array.of(NaN, 0, 0, 1) },
    'number 0: the model gives a vector of length NaN',
  ],
])('refuses %s from the model', async (_, options, says) => {
  await expect(numbers(options).embed([1, 2])).rejects.toThrow(says)
})

it('leaves no rejection behind when a batch fails before the next is awaited', async () => {
  const prepare = async (_: readonly number[], { offset }: { offset: number }) => {
    if (offset > 0) throw new Error('the second cannot be read')
    return []
  }
  const run = async () => Promise.reject(new Error('the first fails'))
  await expect(numbers({ prepare, run }).embed([1, 2, 3])).rejects.toThrow('the first fails')
})

it.each([0, -1, 1.5, NaN])('refuses a batch size of %d', (size) => {
  expect(() => checkBatchSize(size)).toThrow(`batchSize is ${size}`)
})
