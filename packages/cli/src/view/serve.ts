import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CliError } from '../errors.ts'
import { explainFailure } from '../explain-failure.ts'
import { byteRange } from './byte-range.ts'
import { contentType } from './content-types.ts'
import type { Resource, Resources } from './resource.ts'

export interface Served {
  /** Such as `http://localhost:4781`. */
  readonly origin: string
  close(): Promise<void>
}

export interface ServeOptions {
  readonly port: number
  /** Whether another port will do where that one is taken. */
  readonly orOther: boolean
  readonly headers: Readonly<Record<string, string>>
  /** Answers JSON with JSON, by the address it is posted to. */
  readonly post?: ReadonlyMap<string, (asked: unknown) => Promise<unknown>>
}

/** By these names a page asks for its own machine; by another, one of somewhere else pretends to. */
const HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])

const MOST_POSTED = 1e6

/** Serves resources to this machine alone. @throws CliError where the port is taken */
export async function serve(resources: Resources, options: ServeOptions): Promise<Served> {
  const server = createServer((request, response) => {
    answer(resources, options, request, response).catch(() => response.destroy())
  })
  await listen(server, options)
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  resources: Resources,
  { headers, post }: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = '/', headers: asked } = request
  const refuse = (status: number, reason: string) =>
    void response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${reason}\n`)
  const host = (asked.host ?? '').replace(/:\d+$/, '')
  if (!HOSTS.has(host)) return refuse(403, `ask for localhost, not ${host}`)
  const path = url.replace(/[?#].*$/s, '')
  const handler = post?.get(path)
  if (handler) {
    if (method !== 'POST') return refuse(405, 'only POST')
    // A page of elsewhere may post forms and plain text here, but not this.
    if (!/^application\/json\b/i.test(asked['content-type'] ?? '')) {
      return refuse(415, 'post application/json')
    }
    return answerJson(handler, request, response)
  }
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'only GET and HEAD')
  const resource = resources.get(path === '/' ? '/index.html' : path)
  const size = resource && (await sizeOf(resource))
  if (!resource || size === undefined) return refuse(404, 'not found')

  const range = byteRange(asked.range, size)
  const all = {
    ...headers,
    ...('file' in resource ? resource.headers : {}),
    'Content-Type': 'file' in resource ? contentType(resource.file) : resource.type,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
    'Accept-Ranges': 'bytes',
  }
  if (range === null) {
    response.writeHead(416, { ...all, 'Content-Range': `bytes */${size}` }).end()
    return
  }
  const { first, last } = range ?? { first: 0, last: size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...all,
    'Content-Length': last - first + 1,
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
  })
  if (method === 'HEAD' || size === 0) response.end()
  else await pipeline(bytesOf(resource, first, last), response)
}

async function answerJson(
  handler: (asked: unknown) => Promise<unknown>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = (status: number, value: unknown) =>
    void response
      .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
      .end(`${JSON.stringify(value)}\n`)
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > MOST_POSTED) return reply(413, { error: 'more than a megabyte' })
  }
  let asked: unknown
  try {
    asked = JSON.parse(text)
  } catch {
    return reply(400, { error: 'what was posted is no JSON' })
  }
  try {
    reply(200, await handler(asked))
  } catch (error) {
    const { message, asked: bad } = explainFailure(error)
    reply(bad ? 400 : 500, { error: message })
  }
}

async function sizeOf(resource: Resource): Promise<number | undefined> {
  if ('pieces' in resource) return resource.pieces.reduce((sum, { length }) => sum + length, 0)
  const found = await stat(resource.file).catch(() => undefined)
  return found?.isFile() ? found.size : undefined
}

function bytesOf(resource: Resource, first: number, last: number): Readable {
  if ('file' in resource) return createReadStream(resource.file, { start: first, end: last })
  let at = 0
  const parts = resource.pieces.map((piece) => {
    const part = piece.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at))
    at += piece.length
    return part
  })
  return Readable.from(parts.filter(({ length }) => length > 0))
}

function listen(server: Server, { port, orOther }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error)
      if (orOther && port !== 0) return resolve(listen(server, { port: 0, orOther, headers: {} }))
      const why = error.code === 'EACCES' ? 'is not yours to use' : 'is taken by another program'
      reject(new CliError(`--port ${port} ${why}; leave it out for a free one`))
    })
    server.listen(port, 'localhost', () => resolve())
  })
}
