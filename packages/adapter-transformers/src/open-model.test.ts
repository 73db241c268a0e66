import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as transformers from '@huggingface/transformers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { AdapterError } from '@cmgsae/adapter'
import type { DownloadProgress, ModelOptions } from './model-options.ts'
import { openModel, type ModelRecipe } from './open-model.ts'
import type { Model, Pretrained, Tokenizer } from './transformers.ts'

const TINY = new URL('../../../tooling/tiny-models/models/tiny-clip/', import.meta.url)
const GRAPH = 'onnx/text_model.onnx'
const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', GRAPH]

const recipe: ModelRecipe<{ tokenizer: Tokenizer; model: Model }> = {
  model: 'someone/tiny',
  graph: 'text_model',
  files: ['tokenizer.json', 'tokenizer_config.json'],
  build: async ({ lib, from }) => ({
    tokenizer: await from(lib.AutoTokenizer),
    model: await from(transformers.CLIPTextModelWithProjection as unknown as Pretrained<Model>),
  }),
}

// A hub on this machine, and what it does to the graph.
const hub = {
  url: '',
  asked: [] as string[],
  graph: (response: ServerResponse, bytes: Buffer): void => void response.end(bytes),
}
const whole = hub.graph
const server = createServer(async (request, response) => {
  hub.asked.push(request.url!)
  // Not kept alive: a test should not meet the connections that another one has cut.
  response.setHeader('Connection', 'close')
  const match = /^\/someone\/tiny\/resolve\/(main|v2)\/(.+)$/.exec(request.url!)
  try {
    const bytes = await readFile(new URL(match![2]!, TINY))
    if (match![2] === GRAPH) {
      response.setHeader('Content-Length', bytes.length)
      hub.graph(response, bytes)
    } else if (match![2] === 'tokenizer.json') {
      // Compressed, so the length of the answer is not that of the file.
      const packed = gzipSync(bytes)
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.length })
      response.end(packed)
    } else response.end(bytes)
  } catch {
    response.writeHead(404).end()
  }
})

let cacheFolder: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  hub.asked = []
  hub.graph = whole
  cacheFolder = mkdtempSync(join(tmpdir(), 'open-model-'))
})
afterEach(() => {
  rmSync(cacheFolder, { recursive: true, force: true })
})

async function open(options: ModelOptions = {}) {
  const opened = await openModel({ hub: hub.url, cacheFolder, ...options }, recipe)
  await opened.parts.model.dispose()
  return opened
}

const cached = () => globSync('**/*.*', { cwd: cacheFolder }).sort()

async function refusal(options: ModelOptions): Promise<string> {
  const error = await open(options).catch((e: unknown) => e)
  if (!AdapterError.isInstance(error)) throw error
  expect(error.message).not.toContain('\n')
  return error.message
}

it('downloads what is missing, reports it, and asks for nothing a second time', async () => {
  const reports: DownloadProgress[] = []
  const { modelId, config } = await open({ onProgress: (progress) => reports.push(progress) })
  expect(modelId).toBe('someone/tiny@main:fp32')
  expect(config['model_type']).toBe('clip')
  expect(cached()).toEqual(FILES.map((file) => join('someone/tiny', file)).sort())
  const done = reports.map((report) => report.done)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  for (const report of reports) expect(report.done).toBeLessThanOrEqual(report.total)
  const sizes = await Promise.all(
    FILES.map(async (file) => (await readFile(new URL(file, TINY))).length),
  )
  expect(reports.at(-1)).toMatchObject({
    done: sizes.reduce((a, b) => a + b),
    total: sizes.reduce((a, b) => a + b),
  })

  hub.asked = []
  const onProgress = vi.fn<(progress: DownloadProgress) => void>()
  await open({ onProgress })
  await open({ onProgress, offline: true })
  expect(hub.asked).toEqual([])
  expect(onProgress).not.toHaveBeenCalled()
})

it('asks for the revision, names it, and keeps it apart', async () => {
  const { modelId } = await open({ revision: 'v2' })
  expect(modelId).toBe('someone/tiny@v2:fp32')
  expect(hub.asked.toSorted()).toEqual(
    FILES.map((file) => `/someone/tiny/resolve/v2/${file}`).sort(),
  )
  expect(cached()).toContain(join('someone/tiny/v2', GRAPH))
  await expect(open({ offline: true })).rejects.toThrow('offline')
})

it('stops at once when a download is aborted, leaves nothing half-written, and completes later', async () => {
  hub.graph = (response, bytes) => void response.write(bytes.subarray(0, bytes.length / 2))
  const reason = new Error('changed my mind')
  const controller = new AbortController()
  let aborted = 0
  const call = open({
    signal: controller.signal,
    onProgress({ file }) {
      if (file !== GRAPH || aborted > 0) return
      expect(globSync('**/*.part', { cwd: cacheFolder }).length).toBeGreaterThan(0)
      aborted = performance.now()
      controller.abort(reason)
    },
  })
  await expect(call).rejects.toBe(reason)
  expect(performance.now() - aborted).toBeLessThan(1000)
  expect(cached().filter((file) => file.includes('onnx'))).toEqual([])
  expect(globSync('**/*.part', { cwd: cacheFolder })).toEqual([])

  hub.graph = whole
  await open()
  expect(cached()).toHaveLength(FILES.length)
})

it('is not begun with a signal that has aborted', async () => {
  const reason = new Error('never mind')
  await expect(open({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  expect(hub.asked).toEqual([])
})

it('says that a download broke off, and leaves nothing of it', async () => {
  hub.graph = (response, bytes) => {
    response.write(bytes.subarray(0, 1000))
    setTimeout(() => response.destroy(), 20)
  }
  expect(await refusal({})).toMatch(
    /the download of onnx\/text_model.onnx of someone\/tiny@main .* broke off/,
  )
  expect(globSync('**/*.part', { cwd: cacheFolder })).toEqual([])
  hub.graph = whole
  await open()
})

it('says in one line why there is no model, and what to do', async () => {
  expect(await refusal({ model: 'no/such' })).toMatch(
    /^127\.0\.0\.1:\d+ has no \S+ of no\/such@main \(it answers 404\): check model, revision, folder and dtype/,
  )
  expect(await refusal({ dtype: 'q4' })).toContain(
    `has no onnx/text_model_q4.onnx of someone/tiny@main`,
  )
  expect(await refusal({ dtype: 'half' as never })).toContain(
    "dtype is 'half', it must be fp32, fp16",
  )
  hub.graph = (response) => void response.writeHead(503).end()
  expect(await refusal({})).toContain(`answers 503 for onnx/text_model.onnx of someone/tiny@main`)
  expect(await refusal({ hub: 'http://127.0.0.1:1/' })).toMatch(
    /^127\.0\.0\.1:1 cannot be reached \(.+\), and someone\/tiny@main is not in the cache: without a network, give as folder a copy/,
  )
})

it('asks nobody when offline, and names what the cache lacks', async () => {
  expect(await refusal({ offline: true })).toContain(
    `offline, and ${join(cacheFolder, 'someone/tiny')} lacks config.json, tokenizer.json, tokenizer_config.json, onnx/text_model.onnx of someone/tiny@main: without a network`,
  )
  expect(hub.asked).toEqual([])
})

it('takes a folder by path or URL, whatever else is set, and asks nobody', async () => {
  for (const folder of [TINY, TINY.href, fileURLToPath(TINY)]) {
    const { modelId } = await open({ folder })
    expect(modelId).toBe('tiny-clip:fp32')
  }
  expect((await open({ folder: TINY, model: 'mine' })).modelId).toBe('mine:fp32')
  expect(await refusal({ folder: cacheFolder })).toContain(`${cacheFolder} lacks config.json`)
  expect(await refusal({ folder: 'https://example.org/tiny' })).toContain(
    'in Node it must be a path',
  )
  expect(await refusal({ folder: '' })).toContain("folder is ''")
  expect(hub.asked).toEqual([])
})

it('loads from several places at once, and leaves the settings of transformers.js alone', async () => {
  const { env } = transformers
  const before = { ...env }
  const elsewhere = mkdtempSync(join(tmpdir(), 'open-model-'))
  try {
    const ids = await Promise.all([
      open({ folder: TINY, offline: true }),
      open(),
      open({ revision: 'v2', cacheFolder: elsewhere }),
      open({ offline: true, model: 'no/such' }).catch(() => ({ modelId: 'none' })),
    ])
    expect(ids.map(({ modelId }) => modelId)).toEqual([
      'tiny-clip:fp32',
      'someone/tiny@main:fp32',
      'someone/tiny@v2:fp32',
      'none',
    ])
    expect(existsSync(join(elsewhere, 'someone/tiny/v2', GRAPH))).toBe(true)
    expect({ ...env }).toEqual(before)
  } finally {
    rmSync(elsewhere, { recursive: true })
  }
})

/** A transformers.js whose hub serves one config.json for every file, and tells what it was asked. */
function library(config: object) {
  const asked: { path: string; token: string | null }[] = []
  const env = {
    remoteHost: 'https://huggingface.co/',
    remotePathTemplate: '{model}/resolve/{revision}/',
    cacheDir: cacheFolder,
    async fetch(url: string | URL, { headers }: RequestInit = {}) {
      asked.push({ path: String(url), token: new Headers(headers).get('authorization') })
      return Response.json(config)
    },
  }
  return { asked, lib: { env, AutoTokenizer: {} } }
}

const nothing = { ...recipe, build: async () => ({}) }

it('shows the token of Hugging Face to Hugging Face alone', async () => {
  vi.stubEnv('HF_TOKEN', 'secret')
  try {
    for (const [hubUrl, token] of [
      [undefined, 'Bearer secret'],
      ['https://mirror.example', null],
      ['https://huggingface.co.example', null],
    ] as const) {
      const { asked, lib } = library({})
      await openModel({ lib, hub: hubUrl, model: `a/${asked.length}${token}` }, nothing)
      expect(asked.length).toBe(FILES.length)
      for (const request of asked) expect(request.token).toBe(token)
      rmSync(join(cacheFolder, 'a'), { recursive: true })
    }
  } finally {
    vi.unstubAllEnvs()
  }
})

it.each([
  [2, ['onnx/text_model.onnx_data', 'onnx/text_model.onnx_data_1']],
  [true, ['onnx/text_model.onnx_data']],
  [{ 'text_model.onnx': 1 }, ['onnx/text_model.onnx_data']],
  [{ text_model: 1 }, ['onnx/text_model.onnx_data']],
  [{ vision_model: 1 }, []],
])('downloads weights that lie beside their graph: %j', async (format, expected) => {
  const { asked, lib } = library({ 'transformers.js_config': { use_external_data_format: format } })
  await openModel({ lib }, nothing)
  const paths = asked.map(({ path }) =>
    path.replace('https://huggingface.co/someone/tiny/resolve/main/', ''),
  )
  expect(paths.slice(FILES.length)).toEqual(expected)
})

it('says what to install where transformers.js is missing, and knows it from other things', async () => {
  vi.doMock('@huggingface/transformers', () => {
    throw new Error("Cannot find package '@huggingface/transformers'")
  })
  try {
    expect(await refusal({})).toContain('npm install @huggingface/transformers@4')
  } finally {
    vi.doUnmock('@huggingface/transformers')
  }
  expect(await refusal({ lib: {} })).toContain('it must be transformers.js')
})

it('says which model it is that transformers.js cannot load', async () => {
  hub.graph = (response, bytes) => void response.end(Buffer.alloc(bytes.length))
  expect(await refusal({})).toMatch(/^someone\/tiny@main:fp32 cannot be loaded on cpu: /)
})
