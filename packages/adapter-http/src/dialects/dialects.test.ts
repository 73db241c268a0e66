import { testAdapter } from '@cmgsae/adapter/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { httpEmbeddings } from '../http-embeddings.ts'
import { reply, startServer, type Asked, type LocalServer } from '../local-server.ts'
import { ollamaEmbeddings } from '../ollama-embeddings.ts'
import type { Modality } from '../modality.ts'
import type { Dialect } from './dialect.ts'
import { infinity } from './infinity.ts'
import { jina } from './jina.ts'
import { ollama } from './ollama.ts'
import { openAi } from './open-ai.ts'
import { vllm } from './vllm.ts'

let server: LocalServer
afterEach(() => server.close())

/** [length, last character's code] of each URI or text, as the server reads it from the body. */
const vectors = (inputs: string[]) =>
  inputs.map((text, index) => ({
    index,
    embedding: [text.length, text.charCodeAt(text.length - 1)],
  }))

const png = 'data:image/png;base64,iVBORw0K'
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0x00])
const jpegUri = 'data:image/jpeg;base64,/9j/AA=='

describe('what servers are sent, and that the suite passes against them', () => {
  it.each<[string, Dialect | undefined, Modality, (asked: Asked) => string[], unknown[]]>([
    [
      'Infinity, which is the default for images',
      undefined,
      'image',
      ({ body }) => body['input'] as string[],
      [{ model: 'm', input: [png, jpegUri], encoding_format: 'float', modality: 'image' }],
    ],
    [
      'Infinity, sounds',
      infinity,
      'audio',
      ({ body }) => body['input'] as string[],
      [
        {
          model: 'm',
          input: ['https://host/a.wav', 'data:audio/ogg;base64,T2dnUw=='],
          encoding_format: 'float',
          modality: 'audio',
        },
      ],
    ],
    [
      'gateways that take URLs in OpenAI’s shape',
      openAi,
      'image',
      ({ body }) => body['input'] as string[],
      [{ model: 'm', input: [png, jpegUri], encoding_format: 'float' }],
    ],
    [
      'Jina, images',
      jina,
      'image',
      ({ body }) => (body['input'] as { image: string }[]).map(({ image }) => image),
      [{ model: 'm', input: [{ image: png }, { image: jpegUri }], embedding_type: 'float' }],
    ],
    [
      'Jina, texts',
      jina,
      'text',
      ({ body }) => (body['input'] as { text: string }[]).map(({ text }) => text),
      [{ model: 'm', input: [{ text: 'a' }, { text: 'bb' }], embedding_type: 'float' }],
    ],
    [
      'vLLM, one image a request',
      vllm,
      'image',
      ({ body }) => {
        const [message] = body['messages'] as { content: { image_url: { url: string } }[] }[]
        return message!.content.map(({ image_url }) => image_url.url)
      },
      [png, jpegUri].map((url) => ({
        model: 'm',
        encoding_format: 'float',
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
      })),
    ],
    [
      'vLLM, one sound a request',
      vllm,
      'audio',
      ({ body }) => {
        const [message] = body['messages'] as { content: { audio_url: { url: string } }[] }[]
        return message!.content.map(({ audio_url }) => audio_url.url)
      },
      ['https://host/a.wav', 'data:audio/ogg;base64,T2dnUw=='].map((url) => ({
        model: 'm',
        encoding_format: 'float',
        messages: [{ role: 'user', content: [{ type: 'audio_url', audio_url: { url } }] }],
      })),
    ],
    [
      'vLLM, texts',
      vllm,
      'text',
      ({ body }) => body['input'] as string[],
      [{ model: 'm', input: ['a', 'bb'], encoding_format: 'float' }],
    ],
  ])('%s', async (_, dialect, modality, read, bodies) => {
    server = await startServer((asked, __, response) =>
      reply(response, { data: vectors(read(asked)) }),
    )
    const inputs = {
      text: ['a', 'bb'],
      image: [png, jpeg],
      audio: ['https://host/a.wav', Uint8Array.from([0x4f, 0x67, 0x67, 0x53])],
    }[modality]
    // The widest type, as the table holds every modality.
    const adapter = await httpEmbeddings<'image' | 'audio'>({
      baseUrl: server.url,
      model: 'm',
      modality: modality as 'image',
      dialect,
      width: 2,
      concurrency: 1,
    })
    await adapter.embed(inputs)
    expect(server.asked.map(({ body }) => body)).toEqual(bodies)
    expect(server.asked[0]!.path).toBe('/embeddings')
    const { passed } = await testAdapter(adapter, { inputs })
    expect(passed).toContain('abort')
  })
})

it('learns the width of images and sounds from a tiny file of each', async () => {
  server = await startServer(({ body }, _, response) =>
    reply(response, { data: vectors(body['input'] as string[]) }),
  )
  for (const modality of ['image', 'audio'] as const) {
    const adapter = await httpEmbeddings({ baseUrl: server.url, model: 'm', modality })
    expect(adapter.width).toBe(2)
  }
  const [image, audio] = server.asked.map(({ body }) => (body['input'] as string[])[0]!)
  const file = Buffer.from(image!.split(',')[1]!, 'base64')
  // IHDR: 32×32, 8 bits, RGB.
  expect([file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25]]).toEqual([32, 32, 8, 2])
  const wav = Buffer.from(audio!.split(',')[1]!, 'base64')
  expect(audio).toMatch(/^data:audio\/wav;base64,/)
  expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.length]).toEqual([1, 48_000, 44 + 9600])
})

describe('Ollama', () => {
  it('answers texts at /api/embed, in their order', async () => {
    server = await startServer(({ body }, _, response) => {
      const inputs = body['input'] as string[]
      reply(response, { model: 'm', embeddings: vectors(inputs).map(({ embedding }) => embedding) })
    })
    const adapter = await ollamaEmbeddings({ baseUrl: server.url, model: 'm', dimensions: 2 })
    expect([...(await adapter.embed(['a', 'bb'])).data]).toEqual([1, 97, 2, 98])
    expect(server.asked).toMatchObject([
      { path: '/api/embed', body: { model: 'm', input: ['a', 'bb'], dimensions: 2 } },
    ])
    expect(server.asked[0]!.headers.authorization).toBeUndefined()
    await testAdapter(adapter, { inputs: ['a', 'bb', 'ccc'] })
  })

  it('says so where a model is not there', async () => {
    server = await startServer((_, __, response) =>
      reply(response, { error: 'model "m" not found, try pulling it first' }, { status: 404 }),
    )
    await expect(
      ollamaEmbeddings({ baseUrl: server.url, model: 'm', width: 2 }).then((a) => a.embed(['a'])),
    ).rejects.toThrow(`${server.url}/api/embed answered 404: model "m" not found, try pulling it`)
  })

  it('refuses images by name', async () => {
    server = await startServer(() => {})
    await expect(
      httpEmbeddings({ baseUrl: server.url, model: 'm', modality: 'image', dialect: ollama }),
    ).rejects.toThrow("modality is 'image', this dialect embeds text")
  })
})
