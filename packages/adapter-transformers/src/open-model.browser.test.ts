import { afterEach, beforeEach, expect, it } from 'vitest'
import { env } from '@huggingface/transformers'
import { openModel, type ModelRecipe } from './open-model.ts'
import type { DownloadProgress, ModelOptions } from './model-options.ts'
import type { Tokenizer } from './transformers.ts'

const TINY = new URL('../../../tooling/tiny-models/models/tiny-clip/', import.meta.url)
const GRAPH = 'onnx/text_model.onnx'
const CACHE = 'open-model-test'

// The test server stands in for the hub; the weights are downloaded and not run.
const { remotePathTemplate, fetch } = env
let asked: string[]
beforeEach(async () => {
  asked = []
  env.remotePathTemplate = '{model}/'
  env.fetch = (url: string | URL, init?: RequestInit) => {
    asked.push(String(url))
    return fetch(url, init)
  }
  await caches.delete(CACHE)
})
afterEach(() => {
  env.remotePathTemplate = remotePathTemplate
  env.fetch = fetch
})

const recipe: ModelRecipe<{ tokenizer: Tokenizer }> = {
  model: 'tiny-clip',
  graph: 'text_model',
  files: ['tokenizer.json', 'tokenizer_config.json'],
  build: async ({ lib, from }) => ({ tokenizer: await from(lib.AutoTokenizer) }),
}

const open = (options: ModelOptions = {}) =>
  openModel({ hub: new URL('.', TINY), cacheFolder: CACHE, ...options }, recipe)

async function cached(): Promise<string[]> {
  const requests = await (await caches.open(CACHE)).keys()
  return requests.map(({ url }) => url.slice(url.lastIndexOf('tiny-clip/') + 10)).sort()
}

it('keeps downloads in the named cache, and needs no network a second time', async () => {
  const reports: DownloadProgress[] = []
  const { parts, modelId } = await open({ onProgress: (progress) => reports.push(progress) })
  expect(modelId).toBe('tiny-clip@main:fp32')
  expect(parts.tokenizer(['a'], { return_tensor: false }).input_ids).toHaveLength(1)
  expect(reports.at(-1)!.done).toBe(reports.at(-1)!.total)
  expect(await cached()).toEqual(['config.json', GRAPH, 'tokenizer.json', 'tokenizer_config.json'])
  const theirs = await (await caches.open(env.cacheKey)).keys()
  expect(theirs.filter(({ url }) => url.includes('cmgsae-memory'))).toEqual([])

  asked = []
  await open({ offline: true })
  expect(asked.filter((url) => !url.includes('cmgsae-memory'))).toEqual([])
})

it('stops at once when a download is aborted, keeps nothing of the file, and completes later', async () => {
  const reason = new Error('changed my mind')
  const controller = new AbortController()
  const counted = env.fetch
  env.fetch = async (url: string | URL, init?: RequestInit) => {
    if (!String(url).endsWith('.onnx')) return counted(url, init)
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new Uint8Array(1000))
        init!.signal!.addEventListener('abort', () => stream.error(init!.signal!.reason))
      },
    })
    return new Response(body, { headers: { 'content-length': '2000' } })
  }
  const call = open({
    signal: controller.signal,
    onProgress({ file }) {
      if (file === GRAPH) controller.abort(reason)
    },
  })
  await expect(call).rejects.toBe(reason)
  expect(await cached()).not.toContain(GRAPH)
  env.fetch = counted
  await open()
  expect(await cached()).toContain(GRAPH)
})

it('asks nobody when offline, and names what the cache lacks', async () => {
  await expect(open({ offline: true })).rejects.toThrow(
    "offline, and the browser's cache lacks config.json, tokenizer.json, tokenizer_config.json, onnx/text_model.onnx of tiny-clip@main: without a network",
  )
  expect(asked).toEqual([])
})

it('takes a self-hosted folder by its URL, also when offline, and leaves the settings alone', async () => {
  const before = { ...env }
  const [one, two] = await Promise.all([
    open({ folder: TINY, offline: true }),
    open({ folder: TINY.href, model: 'mine' }),
  ])
  expect([one.modelId, two.modelId]).toEqual(['tiny-clip:fp32', 'mine:fp32'])
  expect({ ...env }).toEqual(before)
  const none = new URL('none/', TINY)
  await expect(open({ folder: none })).rejects.toThrow(
    // Some servers answer a page of their own in place of a missing config.json.
    new RegExp(`^${none.host} has no \\S+ of none \\(it answers 404\\)`),
  )
})
