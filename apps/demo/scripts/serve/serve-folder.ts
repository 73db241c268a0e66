import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { CONTENT_TYPES } from './content-types.ts'

const compress = promisify(gzip)
const COMPRESSED = /\.(html|js|css|json|svg|wasm|onnx|safetensors|npy)$/

export interface ServeOptions {
  /** First choice; the next free one is taken where another program listens. */
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
}

export interface Served {
  readonly url: string
  close(): Promise<void>
}

/** Serves the files of a folder on this machine alone. */
export async function serveFolder(
  folder: string,
  { port, headers }: ServeOptions,
): Promise<Served> {
  const cache = new Map<string, Promise<{ body: Buffer; encoding: string | undefined }>>()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    void answer(decodeURIComponent(pathname), response)
  })

  async function answer(pathname: string, response: ServerResponse): Promise<void> {
    const path = normalize(
      join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname),
    )
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    try {
      if (!path.startsWith(folder + sep)) throw new Error('outside')
      let found = cache.get(path)
      if (!found) cache.set(path, (found = load(path)))
      const { body, encoding } = await found
      response.setHeader('Content-Type', CONTENT_TYPES[extname(path)] ?? 'application/octet-stream')
      // Names of assets change with their contents; all else is asked for again.
      const hashed = pathname.includes('/assets/')
      response.setHeader('Cache-Control', hashed ? 'max-age=31536000, immutable' : 'no-cache')
      if (encoding) response.setHeader('Content-Encoding', encoding)
      response.end(body)
    } catch {
      cache.delete(path)
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n')
    }
  }

  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://localhost:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function load(path: string) {
  const body = await readFile(path)
  return COMPRESSED.test(path)
    ? { body: await compress(body), encoding: 'gzip' }
    : { body, encoding: undefined }
}

/** Listens on the port, or on a free one where that is taken. */
function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' || port === 0) return reject(error)
      resolve(listen(server, 0))
    })
    server.listen(port, 'localhost', resolve)
  })
}
