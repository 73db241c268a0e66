import { decodeVectors } from './decode-vector.ts'
import type { Dialect, DialectRequest } from './dialects/dialect.ts'
import { HttpAdapterError } from './errors.ts'
import { toUri, type MediaInput } from './media.ts'
import type { Modality } from './modality.ts'
import { orderByIndex } from './order-by-index.ts'
import { postJson } from './post-json.ts'
import type { Secrets } from './secrets.ts'
import type { Source } from './sender.ts'

export interface HttpSourceOptions extends Omit<DialectRequest, 'inputs'> {
  readonly baseUrl: string | URL
  readonly dialect: Dialect
  readonly secrets: Secrets
}

const LONGEST_MESSAGE = 400

/**
 * A server that answers POST requests with vectors.
 * @throws HttpAdapterError for a base URL that is none
 */
export function httpSource({
  baseUrl,
  dialect,
  secrets,
  ...asked
}: HttpSourceOptions): Source<string | MediaInput> {
  const url = endpoint(baseUrl, dialect.path)
  // A query may hold a key, so messages are without it.
  const name = url.origin + url.pathname

  async function ask(given: readonly (string | MediaInput)[], signal: AbortSignal) {
    const inputs = await Promise.all(given.map((input) => asText(input, asked.modality)))
    const headers = await secrets.headers()
    const body = dialect.body({ ...asked, inputs })
    const answer = await postJson({ url, name, headers, body, signal })
    const vectors = dialect.read(answer)
    if (vectors === undefined) {
      throw new HttpAdapterError(`${name} answered without vectors: ${JSON.stringify(answer)}`)
    }
    return decodeVectors(orderByIndex(vectors, name), inputs.length, name)
  }

  return {
    name,
    async request(given, signal) {
      try {
        return await ask(given, signal)
      } catch (error) {
        if (!HttpAdapterError.isInstance(error)) throw error
        // Cut last, so that no part of a key is left over.
        const line = secrets.redact(error.message).replaceAll(/\s+/g, ' ').trim()
        const cut = line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line
        throw error.withMessage(cut)
      }
    },
  }
}

async function asText(input: string | MediaInput, modality: Modality): Promise<string> {
  if (modality !== 'text') return toUri(input, modality)
  if (typeof input === 'string') return input
  throw new HttpAdapterError(`a text is of type ${typeof input}, it must be a string`)
}

function endpoint(baseUrl: string | URL, path: string): URL {
  if (!URL.canParse(baseUrl)) {
    throw new HttpAdapterError(`baseUrl is '${baseUrl}', it must be like 'http://localhost:7997'`)
  }
  const url = new URL(baseUrl)
  if (!/^https?:$/.test(url.protocol)) {
    throw new HttpAdapterError(`baseUrl begins '${url.protocol}', it must begin http: or https:`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new HttpAdapterError('baseUrl holds a user or password: give it in `headers` or `apiKey`')
  }
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  return url
}
