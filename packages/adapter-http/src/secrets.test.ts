import { inspect } from 'node:util'
import { afterEach, expect, it, vi } from 'vitest'
import { httpEmbeddings, type HttpEmbeddingsOptions } from './http-embeddings.ts'
import { answerTo, reply, startServer, type LocalServer } from './local-server.ts'

const KEY = 'sk-0123456789abcdef'

let server: LocalServer
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await server?.close()
})

const texts = (options: Partial<HttpEmbeddingsOptions<'text'>>) =>
  httpEmbeddings({
    baseUrl: server.url,
    model: 'tiny',
    modality: 'text',
    width: 3,
    retries: 0,
    ...options,
  })

it('takes the key from the environment variable of that name', async () => {
  server = await startServer((asked, _, response) => reply(response, answerTo(asked)))
  vi.stubEnv('SOME_KEY', KEY)
  await (await texts({ apiKeyVariable: 'SOME_KEY' })).embed(['a'])
  expect(server.asked[0]!.headers.authorization).toBe(`Bearer ${KEY}`)
})

it('asks a function for the key before each request', async () => {
  server = await startServer((asked, _, response) => reply(response, answerTo(asked)))
  let n = 0
  const adapter = await texts({ apiKey: async () => `token-${n++}` })
  await adapter.embed(['a'])
  await adapter.embed(['b'])
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-0',
    'Bearer token-1',
  ])
})

it.each<[string, (echo: string) => unknown, number]>([
  ['its error', (echo) => ({ error: { message: `bad key ${echo}, or ${echo}` } }), 401],
  ['a long error that is cut', (echo) => `${'x'.repeat(335)}${echo}`, 403],
  ['a page', (echo) => `<html>${echo}</html>`, 200],
  ['a vector', (echo) => ({ data: [{ index: 0, embedding: `no ${echo}` }] }), 200],
  ['an entry', (echo) => ({ data: [{ index: 0, embedding: [echo] }] }), 200],
  ['an index', (echo) => ({ data: [{ index: echo, embedding: [1, 2, 3] }] }), 200],
  ['other JSON', (echo) => ({ headers: { authorization: echo } }), 200],
])('shows no key that the server sends back in %s', async (_, body, status) => {
  server = await startServer(({ headers }, __, response) =>
    reply(response, body(headers.authorization!), { status }),
  )
  const logged = (['log', 'warn', 'error', 'info', 'debug'] as const).map((level) =>
    vi.spyOn(console, level),
  )
  const adapter = await texts({ apiKey: KEY })
  const error = await adapter.embed(['a']).catch((thrown: unknown) => thrown)
  expect((error as Error).message).toContain('[redacted]')
  for (const shown of [inspect(error, { depth: 9 }), (error as Error).stack, inspect(adapter)]) {
    expect(shown).not.toContain(KEY.slice(0, 8))
  }
  for (const log of logged) expect(log).not.toHaveBeenCalled()
})

it('keeps a key in another header as secret', async () => {
  server = await startServer(({ headers }, _, response) =>
    reply(response, `no such key: ${String(headers['api-key'])}`, { status: 401 }),
  )
  const adapter = await texts({ headers: { 'api-key': KEY } })
  await expect(adapter.embed(['a'])).rejects.toThrow('no such key: [redacted]')
})

it('keeps the query of a base URL out of messages', async () => {
  server = await startServer((_, __, response) => reply(response, 'no', { status: 400 }))
  const adapter = await texts({ baseUrl: `${server.url}/v1?key=${KEY}` })
  await expect(adapter.embed(['a'])).rejects.toThrow(`${server.url}/v1/embeddings answered 400: no`)
})

it.each<[string, Partial<HttpEmbeddingsOptions<'text'>>, string]>([
  ['a variable that is not set', { apiKeyVariable: 'UNSET_KEY' }, 'UNSET_KEY is not set'],
  ['two keys', { apiKey: KEY, apiKeyVariable: 'SOME_KEY' }, 'are both given'],
  ['a line break', { apiKey: `${KEY}\n` }, 'apiKey is empty or holds characters'],
  ['a line break in a header', { headers: { 'x-key': `${KEY}\r\na: b` } }, "header 'x-key' is"],
  ['an empty key', { apiKey: '' }, 'apiKey is empty'],
])('refuses %s without showing a key', async (_, options, says) => {
  server = await startServer((asked, __, response) => reply(response, answerTo(asked)))
  const error = await texts(options).catch((thrown: unknown) => thrown)
  expect((error as Error).message).toContain(says)
  expect(inspect(error)).not.toContain(KEY)
})

it('says how to give a key where one is wanted', async () => {
  server = await startServer((_, __, response) => reply(response, 'no key', { status: 401 }))
  await expect((await texts({})).embed(['a'])).rejects.toThrow(
    'answered 401, give apiKeyVariable or apiKey: no key',
  )
})
