import { afterEach, expect, it, vi } from 'vitest'
import { httpEmbeddings } from './http-embeddings.ts'

afterEach(() => vi.unstubAllGlobals())

it('sends a picture drawn on a canvas, with a key from a function', async () => {
  const asked: Request[] = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    asked.push(new Request(url, init))
    return Response.json({ data: [{ index: 0, embedding: [1, 2] }] })
  })
  const canvas = new OffscreenCanvas(64, 64)
  canvas.getContext('2d')!.fillRect(8, 8, 48, 48)
  const picture = await canvas.convertToBlob()

  const adapter = await httpEmbeddings({
    baseUrl: 'https://host/v1',
    model: 'clip',
    modality: 'image',
    width: 2,
    apiKey: () => 'token',
  })
  expect([...(await adapter.embed([picture])).data]).toEqual([1, 2])

  const [request] = asked
  expect(request!.url).toBe('https://host/v1/embeddings')
  expect(request!.headers.get('authorization')).toBe('Bearer token')
  const { input } = (await request!.json()) as { input: string[] }
  expect(input[0]).toMatch(/^data:image\/png;base64,/)
  expect((await createImageBitmap(toBlob(input[0]!))).width).toBe(64)
})

it('names a variable that no browser has', async () => {
  const promise = httpEmbeddings({
    baseUrl: 'https://host/v1',
    model: 'clip',
    modality: 'text',
    apiKeyVariable: 'SOME_KEY',
  })
  await expect(promise).rejects.toThrow('the environment variable SOME_KEY is not set')
})

function toBlob(dataUri: string): Blob {
  return new Blob([Uint8Array.from(atob(dataUri.split(',')[1]!), (char) => char.charCodeAt(0))])
}
