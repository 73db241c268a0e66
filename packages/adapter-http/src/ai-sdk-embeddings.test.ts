import {
  APICallError,
  type EmbeddingModelV2,
  type EmbeddingModelV3,
  type EmbeddingModelV4,
} from '@ai-sdk/provider'
import { testAdapter } from '@cmgsae/adapter/testing'
import { expect, it } from 'vitest'
import { aiSdkEmbeddings } from './ai-sdk-embeddings.ts'
import { HttpAdapterError } from './errors.ts'

type Call = Parameters<EmbeddingModelV4['doEmbed']>[0]

/** A model of the SDK's newest interface: [length, first character code] of each text. */
function model(options: Partial<EmbeddingModelV4> = {}) {
  const calls: Call[] = []
  const sdk: EmbeddingModelV4 = {
    specificationVersion: 'v4',
    provider: 'toy.embedding',
    modelId: 'tiny',
    maxEmbeddingsPerCall: 2,
    supportsParallelCalls: true,
    async doEmbed(call) {
      await Promise.resolve()
      const embeddings = call.values.map((text) => [text.length, text.charCodeAt(0) || 0])
      return { embeddings, warnings: [] }
    },
    ...options,
  }
  const { doEmbed } = sdk
  return {
    calls,
    sdk: {
      ...sdk,
      doEmbed: (call: Call) => {
        calls.push(call)
        return doEmbed(call)
      },
    } satisfies EmbeddingModelV4,
  }
}

const failure = (options: Partial<ConstructorParameters<typeof APICallError>[0]>) =>
  new APICallError({
    message: 'Rate limit reached',
    url: 'https://api.host/v1/embeddings',
    requestBodyValues: {},
    ...options,
  })

it('passes the conformance suite, in calls as large as the model allows', async () => {
  const { sdk, calls } = model()
  const adapter = await aiSdkEmbeddings(sdk, { width: 2 })
  expect(adapter).toMatchObject({ modality: 'text', modelId: 'tiny', width: 2 })
  const { data } = await adapter.embed(['a', 'bb', 'ccc'])
  expect([...data]).toEqual([1, 97, 2, 98, 3, 99])
  expect(calls.map(({ values }) => values)).toEqual([['a', 'bb'], ['ccc']])
  await testAdapter(adapter, { inputs: ['a', 'bb', 'ccc', 'dddd', 'e'] })
})

it('takes models of the versions 2 and 3, and learns their width', async () => {
  const { sdk } = model({ maxEmbeddingsPerCall: Promise.resolve(undefined) })
  const doEmbed = async ({ values }: { values: string[] }) => ({
    embeddings: values.map(() => [1, 2]),
    warnings: [],
  })
  const v3: EmbeddingModelV3 = { ...sdk, specificationVersion: 'v3', doEmbed }
  const v2: EmbeddingModelV2<string> = { ...sdk, specificationVersion: 'v2', doEmbed }
  expect((await aiSdkEmbeddings(v3)).width).toBe(2)
  expect((await aiSdkEmbeddings(v2)).width).toBe(2)
})

it('calls a model that takes no parallel calls one call at a time', async () => {
  let open = 0
  let most = 0
  const { sdk } = model({
    supportsParallelCalls: false,
    async doEmbed({ values }) {
      most = Math.max(most, ++open)
      await new Promise((wake) => setTimeout(wake, 1))
      open--
      return { embeddings: values.map(() => [1, 2]), warnings: [] }
    },
  })
  await (await aiSdkEmbeddings(sdk, { width: 2 })).embed(['a', 'b', 'c', 'd', 'e'])
  expect(most).toBe(1)
})

it('tries again after an error that the SDK calls retryable, when the server says', async () => {
  let tries = 0
  const { sdk } = model({
    async doEmbed({ values }) {
      const responseHeaders = { 'retry-after': '0' }
      if (++tries < 3) throw failure({ statusCode: 429, responseHeaders })
      return { embeddings: values.map(() => [1, 2]), warnings: [] }
    },
  })
  await (await aiSdkEmbeddings(sdk, { width: 2 })).embed(['a'])
  expect(tries).toBe(3)
})

it('names the model when a call fails for good', async () => {
  const { sdk, calls } = model({
    doEmbed: () => Promise.reject(failure({ message: 'bad key', statusCode: 401 })),
  })
  const error = await (
    await aiSdkEmbeddings(sdk, { width: 2 })
  )
    .embed(['a'])
    .catch((e: unknown) => e)
  expect(HttpAdapterError.isInstance(error)).toBe(true)
  expect(error).toMatchObject({ message: 'toy.embedding tiny failed: bad key', status: 401 })
  expect(calls.length).toBe(1)
})

it('rejects with the reason of an abort, also from a model that hears none', async () => {
  const { sdk, calls } = model({ doEmbed: () => new Promise(() => {}) })
  const controller = new AbortController()
  const reason = new Error('enough')
  const adapter = await aiSdkEmbeddings(sdk, { width: 2 })
  const pending = adapter.embed(['a'], { signal: controller.signal })
  controller.abort(reason)
  await expect(pending).rejects.toBe(reason)
  expect(calls[0]!.abortSignal!.aborted).toBe(true)
})

it.each<[string, number[][], string]>([
  ['too few vectors', [], 'toy.embedding tiny answered 1 inputs with 0 vectors'],
  ['another width', [[1]], 'vector 0 of toy.embedding tiny has 1 entries, 2 were expected'],
  ['NaN', [[1, NaN]], 'vector 0 of toy.embedding tiny holds NaN at entry 1'],
])('refuses %s', async (_, embeddings, says) => {
  const { sdk } = model({ doEmbed: async () => ({ embeddings, warnings: [] }) })
  await expect((await aiSdkEmbeddings(sdk, { width: 2 })).embed(['a'])).rejects.toThrow(says)
})

it('refuses larger calls than the model takes', async () => {
  await expect(aiSdkEmbeddings(model().sdk, { requestSize: 3 })).rejects.toThrow(
    'requestSize is 3, the model takes at most 2',
  )
})
