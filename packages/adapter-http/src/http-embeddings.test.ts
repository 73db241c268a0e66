import { testAdapter } from '@cmgsae/adapter/testing'
import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HttpAdapterError } from './errors.ts'
import { httpEmbeddings, type HttpEmbeddingsOptions } from './http-embeddings.ts'
import { answerTo, reply, startServer, vectorOf, type LocalServer } from './local-server.ts'

const servers: LocalServer[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(answer: Parameters<typeof startServer>[0]): Promise<LocalServer> {
  const server = await startServer(answer)
  servers.push(server)
  return server
}

const sound: Parameters<typeof startServer>[0] = (asked, _, response) =>
  reply(response, answerTo(asked))

function texts(
  server: LocalServer,
  options: Partial<HttpEmbeddingsOptions<'text'>> = {},
): Promise<EmbeddingAdapter<string>> {
  return httpEmbeddings({
    baseUrl: server.url,
    model: 'tiny',
    modality: 'text',
    width: 3,
    retries: 0,
    ...options,
  })
}

const letters = Array.from({ length: 10 }, (_, i) => 'abcdefghij'.slice(i))

describe('against a sound server', () => {
  it('passes the conformance suite', async () => {
    const server = await serve(sound)
    const report = await testAdapter(await texts(server, { requestSize: 2 }), {
      inputs: ['a', 'bb', 'ccc', 'dddd', 'e'],
    })
    expect(report.skipped).toEqual(['limit: limits.maxBatch is Infinity'])
  })

  it('learns the width from one tiny text, and asks for no more', async () => {
    const server = await serve(sound)
    const adapter = await texts(server, { width: undefined })
    expect(adapter.width).toBe(3)
    expect(adapter).toMatchObject({ modality: 'text', modelId: 'tiny' })
    expect(server.asked.map(({ body }) => body)).toEqual([
      { model: 'tiny', input: ['a'], encoding_format: 'float' },
    ])
  })

  it('cuts a call into requests and puts vectors where their inputs were', async () => {
    // Later requests are answered first, and each answer is in reverse.
    const server = await serve(async (asked, before, response) => {
      await new Promise((wake) => setTimeout(wake, 40 - before * 10))
      reply(response, { data: answerTo(asked).data.reverse() })
    })
    const adapter = await texts(server, { requestSize: 3 })
    const { rows, cols, data } = await adapter.embed(letters)
    expect([rows, cols]).toEqual([10, 3])
    expect([...data]).toEqual(letters.flatMap(vectorOf))
    expect(server.asked.map(({ body }) => (body['input'] as string[]).length)).toEqual([3, 3, 3, 1])
  })

  it('embeds the batch as it was when it was called', async () => {
    const server = await serve(sound)
    const adapter = await texts(server, { requestSize: 1, concurrency: 1 })
    const batch = [...letters]
    const pending = adapter.embed(batch)
    batch.reverse()
    expect([...(await pending).data]).toEqual(letters.flatMap(vectorOf))
  })

  it('reads base64 whether or not it asked for it', async () => {
    const server = await serve((asked, _, response) => {
      const data = answerTo(asked).data.map(({ index, embedding }) => ({
        index,
        embedding: Buffer.from(Float32Array.from(embedding).buffer).toString('base64'),
      }))
      reply(response, { data })
    })
    const asking = await texts(server, { encoding: 'base64' })
    expect([...(await asking.embed(['bb'])).data]).toEqual([2, 98, 1])
    expect(server.asked[0]!.body['encoding_format']).toBe('base64')
    expect([...(await (await texts(server)).embed(['bb'])).data]).toEqual([2, 98, 1])
  })

  it('has no more requests under way than it may, over all calls', async () => {
    let open = 0
    let most = 0
    const server = await serve(async (asked, _, response) => {
      most = Math.max(most, ++open)
      await new Promise((wake) => setTimeout(wake, 10))
      open--
      reply(response, answerTo(asked))
    })
    const adapter = await texts(server, { requestSize: 1, concurrency: 3 })
    await Promise.all([adapter.embed(letters), adapter.embed(letters)])
    expect(most).toBe(3)
  })

  it('keeps the path and the query of its base URL', async () => {
    const server = await serve(sound)
    const adapter = await texts(server, { baseUrl: `${server.url}/v1/?api-version=2` })
    await adapter.embed(['a'])
    expect(server.asked[0]!.path).toBe('/v1/embeddings?api-version=2')
  })

  it('asks for dimensions, and knows its width from them', async () => {
    const server = await serve(sound)
    const adapter = await texts(server, { width: undefined, dimensions: 3 })
    expect(server.asked).toEqual([])
    await adapter.embed(['a'])
    expect(server.asked[0]!.body['dimensions']).toBe(3)
  })
})

describe('a request that may succeed later', () => {
  it.each([408, 429, 500, 502, 503, 504])('is sent again after %i', async (status) => {
    const server = await serve((asked, before, response) =>
      before < 2
        ? reply(response, { error: 'busy' }, { status, 'retry-after': '0' })
        : reply(response, answerTo(asked)),
    )
    const { data } = await (await texts(server, { retries: 2 })).embed(['bb'])
    expect([...data]).toEqual([2, 98, 1])
    expect(server.asked.length).toBe(3)
  })

  it('is sent again when the connection is lost, before the answer and within it', async () => {
    const server = await serve((asked, before, response) => {
      if (before === 0) response.destroy()
      else if (before === 1) {
        response.writeHead(200, { 'content-length': 1000 })
        response.write('{"data": [', () => response.destroy())
      } else reply(response, answerTo(asked))
    })
    const { data } = await (await texts(server, { retries: 2 })).embed(['bb'])
    expect([...data]).toEqual([2, 98, 1])
    expect(server.asked.length).toBe(3)
  })

  it('is sent again when the answer takes too long', async () => {
    const server = await serve((asked, before, response) => {
      if (before > 0) reply(response, answerTo(asked))
    })
    const { data } = await (await texts(server, { retries: 1, timeout: 100 })).embed(['bb'])
    expect([...data]).toEqual([2, 98, 1])
  })

  it('waits longer each time when the server names no time', async () => {
    const times: number[] = []
    const server = await serve((asked, before, response) => {
      times.push(performance.now())
      if (before === 0) reply(response, 'busy', { status: 503 })
      else reply(response, answerTo(asked))
    })
    await (await texts(server, { retries: 1 })).embed(['a'])
    // Timers may fire a millisecond early.
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(245)
  })

  it.each([
    ['seconds', () => '1', 1000],
    // Dates are whole seconds, so up to one is cut off.
    ['a date', () => new Date(Date.now() + 2000).toUTCString(), 1000],
  ])('waits for Retry-After in %s', async (_, header, least) => {
    const times: number[] = []
    const server = await serve((asked, before, response) => {
      times.push(performance.now())
      if (before === 0) reply(response, 'busy', { status: 429, 'retry-after': header() })
      else reply(response, answerTo(asked))
    })
    await (await texts(server, { retries: 1 })).embed(['a'])
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(least - 5)
  })

  it('is given up after the last try, with the number of tries', async () => {
    const server = await serve((_, __, response) =>
      reply(
        response,
        { error: { message: 'model is loading' } },
        { status: 503, 'retry-after': 0 },
      ),
    )
    const adapter = await texts(server, { retries: 2 })
    const error = await adapter.embed(['a']).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      message: `${server.url}/embeddings answered 503: model is loading; that was try 3`,
      status: 503,
      retryable: true,
    })
    expect(HttpAdapterError.isInstance(error)).toBe(true)
    expect(server.asked.length).toBe(3)
  })

  it('is given up at once when the server asks for too long a wait', async () => {
    const server = await serve((_, __, response) =>
      reply(response, 'quota', { status: 429, 'retry-after': '3600' }),
    )
    const adapter = await texts(server, { retries: 5 })
    await expect(adapter.embed(['a'])).rejects.toThrow(
      'answered 429: quota; it asks to wait 3600 s: raise `maxWait` (60000 ms) to do so',
    )
    expect(server.asked.length).toBe(1)
  })

  it.each([400, 401, 403, 404, 422])('does not include %i', async (status) => {
    const server = await serve((_, __, response) => reply(response, { detail: 'no' }, { status }))
    const adapter = await texts(server, { retries: 5 })
    await expect(adapter.embed(['a'])).rejects.toMatchObject({ status, retryable: false })
    expect(server.asked.length).toBe(1)
  })

  it('names a server that is not there', async () => {
    const server = await startServer(sound)
    await server.close()
    const adapter = await texts(server)
    await expect(adapter.embed(['a'])).rejects.toThrow(
      new RegExp(`^${server.url}/embeddings is out of reach: fetch failed, .*ECONNREFUSED`),
    )
  })
})

it('sends half as much, from then on, to a server that answers 413', async () => {
  const server = await serve((asked, _, response) =>
    (asked.body['input'] as string[]).length > 3
      ? reply(response, { error: 'batch too large' }, { status: 413 })
      : reply(response, answerTo(asked)),
  )
  const adapter = await texts(server, { concurrency: 1 })
  const seen: number[] = []
  const { data } = await adapter.embed(letters, { onProgress: ({ done }) => seen.push(done) })
  expect([...data]).toEqual(letters.flatMap(vectorOf))
  expect(seen).toEqual([3, 5, 8, 10])
  const sizes = () => server.asked.map(({ body }) => (body['input'] as string[]).length)
  expect(sizes()).toEqual([10, 5, 3, 2, 3, 2])
  await adapter.embed(letters.slice(0, 4))
  expect(sizes().slice(6)).toEqual([3, 1])
})

describe('a wrong answer is an error that says what came', () => {
  const one = (embedding: unknown, index: unknown = 0) => ({ data: [{ index, embedding }] })
  const bytes = (values: number[]) =>
    Buffer.from(Float32Array.from(values).buffer).toString('base64')

  it.each<[string, unknown, string]>([
    ['too few vectors', { data: [] }, 'answered 1 inputs with 0 vectors'],
    [
      'too many vectors',
      { data: [0, 1].map((index) => ({ index, embedding: [1, 2, 3] })) },
      'answered 1 inputs with 2 vectors',
    ],
    ['another width', one([1, 2]), 'has 2 entries, 3 were expected'],
    ['no entries', one([]), 'is empty'],
    ['no vector', one(null), 'is no list of numbers: null'],
    ['no entry', { data: [null] }, 'is no list of numbers: missing'],
    ['a null entry', one([1, null, 3]), 'holds no number at entry 1: null'],
    ['a text entry', one([1, 2, '3']), 'holds no number at entry 2: "3"'],
    ['NaN in JSON', '{"data":[{"index":0,"embedding":[NaN,1,2]}]}', 'that are no JSON'],
    ['NaN in base64', one(bytes([1, NaN, 3])), 'holds NaN at entry 1'],
    ['an infinity', one([1, 2, 1e39]), 'holds Infinity at entry 2'],
    ['base64 of no floats', one('AAAA'), 'has 3 bytes, which are no float32 values'],
    ['no base64', one('*'), 'is no base64: *'],
    ['an index out of range', one([1, 2, 3], 7), 'answered an index that is not 0 to 0: 7'],
    ['a text as index', one([1, 2, 3], '0'), 'answered an index that is not 0 to 0: "0"'],
    ['no data', { object: 'list' }, 'answered without vectors: {"object":"list"}'],
    ['a list', [1], 'answered without vectors: [1]'],
    ['null', 'null', 'answered without vectors: null'],
    ['truncated JSON', '{"data":[{"index":0,"emb', 'answered 24 characters (application/json)'],
  ])('%s', async (_, body, says) => {
    const server = await serve((__, ___, response) => reply(response, body))
    const adapter = await texts(server, { retries: 3 })
    const error = await adapter.embed(['a']).catch((thrown: unknown) => thrown)
    expect(HttpAdapterError.isInstance(error)).toBe(true)
    expect((error as Error).message).toContain(says)
    expect((error as Error).message).toContain(`${server.url}/embeddings`)
    expect(server.asked.length).toBe(1)
  })

  it('an index that comes twice', async () => {
    const server = await serve((_, __, response) =>
      reply(response, { data: [0, 0].map((index) => ({ index, embedding: [1, 2, 3] })) }),
    )
    await expect((await texts(server)).embed(['a', 'b'])).rejects.toThrow('answered index 0 twice')
  })

  it('a page in place of JSON, on one line and cut', async () => {
    const page = `<!doctype html>\n<title>It works!</title>\n${'<p>lorem</p>\n'.repeat(100)}`
    const server = await serve((_, __, response) =>
      reply(response, page, { 'content-type': 'text/html' }),
    )
    const error = (await (await texts(server)).embed(['a']).catch((e: unknown) => e)) as Error
    expect(error.message).toMatch(
      /answered 1341 characters \(text\/html\) that are no JSON, is baseUrl right\? <!doctype html> <title>/,
    )
    expect(error.message).not.toContain('\n')
    expect(error.message.length).toBeLessThan(410)
  })

  it('a redirect, which is not followed', async () => {
    const other = await serve(sound)
    const server = await serve((_, __, response) =>
      reply(response, '', { status: 307, location: `${other.url}/embeddings` }),
    )
    await expect((await texts(server)).embed(['a'])).rejects.toThrow(
      `answered 307, a redirect, give its target as baseUrl: ${other.url}/embeddings`,
    )
    expect(other.asked).toEqual([])
  })

  it('one width when asked for it and another afterwards', async () => {
    const server = await serve((asked, before, response) =>
      before === 0 ? reply(response, one([1, 2, 3, 4])) : reply(response, answerTo(asked)),
    )
    const adapter = await texts(server, { width: undefined })
    expect(adapter.width).toBe(4)
    await expect(adapter.embed(['a'])).rejects.toThrow('has 3 entries, 4 were expected')
  })

  it('no width to be learnt', async () => {
    const server = await serve((_, __, response) => reply(response, 'no', { status: 404 }))
    await expect(texts(server, { width: undefined })).rejects.toThrow(
      'answered 404: no (asked for one tiny text to learn the width; give `width` to skip this)',
    )
  })
})

describe('an abort', () => {
  const reason = new Error('enough')

  it('ends a request under way', async () => {
    const server = await serve(() => {})
    const controller = new AbortController()
    const pending = (await texts(server)).embed(['a'], { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 50)
    await expect(pending).rejects.toBe(reason)
  })

  it('ends a wait between two tries', async () => {
    const server = await serve((_, __, response) =>
      reply(response, 'busy', { status: 429, 'retry-after': '30' }),
    )
    const controller = new AbortController()
    const adapter = await texts(server, { retries: 5 })
    const pending = adapter.embed(['a'], { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 100)
    await expect(pending).rejects.toBe(reason)
    expect(server.asked.length).toBe(1)
  })

  it('ends a call that waits behind another', async () => {
    const server = await serve(() => {})
    const adapter = await texts(server, { concurrency: 1 })
    const first = adapter.embed(['a']).catch((error: unknown) => error)
    const controller = new AbortController()
    const second = adapter.embed(['b'], { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 50)
    await expect(second).rejects.toBe(reason)
    await adapter.dispose()
    expect(await first).toMatchObject({ message: 'tiny is disposed: make a new adapter' })
  })

  it('ends the look-up of the width', async () => {
    const server = await serve(() => {})
    const controller = new AbortController()
    const pending = texts(server, { width: undefined, signal: controller.signal })
    setTimeout(() => controller.abort(reason), 50)
    await expect(pending).rejects.toBe(reason)
  })
})

it('ends the other requests of a call when one fails', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  const server = await serve((_, before, response) => {
    if (before === 1) reply(response, 'no', { status: 400 })
    else response.on('close', () => end())
  })
  const adapter = await texts(server, { requestSize: 1, concurrency: 2 })
  await expect(adapter.embed(letters)).rejects.toThrow('answered 400')
  await ended
  expect(server.asked.length).toBe(2)
})

it('refuses work after dispose, and ends work under way', async () => {
  const server = await serve(() => {})
  const adapter = await texts(server)
  const pending = adapter.embed(['a'])
  setTimeout(() => void adapter.dispose(), 50)
  await expect(pending).rejects.toThrow('tiny is disposed: make a new adapter')
  await expect(adapter.embed([])).rejects.toThrow('tiny is disposed')
})

describe('options', () => {
  it.each<[Partial<HttpEmbeddingsOptions<'text'>>, string]>([
    [{ model: '' }, "model is '', it must be a model of the server"],
    [{ baseUrl: 'localhost' }, "baseUrl is 'localhost', it must be like"],
    [{ baseUrl: 'file:///tmp' }, "baseUrl begins 'file:', it must begin http: or https:"],
    [{ baseUrl: 'http://me:secret@host' }, 'baseUrl holds a user or password: give it in'],
    [{ requestSize: 0 }, 'requestSize is 0, it must be a whole number ≥ 1'],
    [{ requestSize: 4096 }, 'requestSize is 4096, this dialect takes at most 2048'],
    [{ concurrency: 1.5 }, 'concurrency is 1.5, it must be a whole number ≥ 1'],
    [{ retries: -1 }, 'retries is -1, it must be a whole number ≥ 0'],
    [{ timeout: 0 }, 'timeout is 0, it must be above 0 and below 2^31 ms'],
    [{ maxWait: Infinity }, 'maxWait is Infinity, it must be above 0 and below 2^31 ms'],
    [{ width: 0 }, 'width is 0, it must be a whole number ≥ 1'],
    [{ dimensions: 2.5 }, 'dimensions is 2.5, it must be a whole number ≥ 1'],
  ])('%o', async (options, says) => {
    const promise = httpEmbeddings({
      baseUrl: 'http://localhost:1',
      model: 'tiny',
      modality: 'text',
      width: 3,
      ...options,
    })
    await expect(promise).rejects.toThrow(says)
    await expect(promise).rejects.not.toThrow('secret')
  })

  it('refuses an input that is no text', async () => {
    const server = await serve(sound)
    const adapter = await texts(server)
    await expect(adapter.embed([7 as unknown as string])).rejects.toThrow(
      'a text is of type number, it must be a string',
    )
  })
})
