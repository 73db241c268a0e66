// For the tests beside: a real server on a free port that answers as each test says.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The JSON body. */
  readonly body: Record<string, unknown>
}

export interface LocalServer {
  readonly url: string
  /** Every request so far. */
  readonly asked: Asked[]
  close(): Promise<void>
}

/** `answer` is called with each request, how many came before it, and the response to write. */
export async function startServer(
  answer: (asked: Asked, before: number, response: ServerResponse) => void | Promise<void>,
): Promise<LocalServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
      const next = { path: request.url!, headers: request.headers, body }
      asked.push(next)
      void answer(next, asked.length - 1, response)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** Answers with JSON. */
export function reply(
  response: ServerResponse,
  body: unknown,
  { status = 200, ...headers }: Record<string, string | number> = {},
): void {
  response.writeHead(Number(status), { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** The vector that this server gives a text: its length, its first character code and 1. */
export const vectorOf = (text: string) => [text.length, text.charCodeAt(0) || 0, 1]

/** An OpenAI answer for the inputs of a request. */
export const answerTo = ({ body }: Asked) => ({
  data: (body['input'] as string[]).map((text, index) => ({ index, embedding: vectorOf(text) })),
})
