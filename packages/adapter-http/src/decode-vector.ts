import { decodeBase64 } from './base64.ts'
import { HttpAdapterError } from './errors.ts'

/**
 * The vectors of n inputs, in their order.
 * @throws HttpAdapterError when they are not n, and as `decodeVector` does
 */
export function decodeVectors(
  embeddings: readonly unknown[],
  n: number,
  server: string,
): Float32Array[] {
  if (embeddings.length !== n) {
    throw new HttpAdapterError(`${server} answered ${n} inputs with ${embeddings.length} vectors`)
  }
  return embeddings.map((embedding, i) => decodeVector(embedding, `vector ${i} of ${server}`))
}

/**
 * A vector from JSON numbers or from little-endian float32 in base64.
 * @param what names the vector in messages
 * @throws HttpAdapterError for anything else, for no entries, and for an entry that is not finite
 */
export function decodeVector(embedding: unknown, what: string): Float32Array {
  const values =
    typeof embedding === 'string' ? fromBase64(embedding, what) : fromNumbers(embedding, what)
  if (values.length === 0) throw new HttpAdapterError(`${what} is empty`)
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new HttpAdapterError(`${what} holds ${values[bad]} at entry ${bad}`)
  return values
}

function fromNumbers(embedding: unknown, what: string): Float32Array {
  if (!Array.isArray(embedding)) {
    throw new HttpAdapterError(`${what} is no list of numbers: ${shown(embedding)}`)
  }
  const values = new Float32Array(embedding.length)
  for (let j = 0; j < values.length; j++) {
    const value: unknown = embedding[j]
    if (typeof value !== 'number') {
      throw new HttpAdapterError(`${what} holds no number at entry ${j}: ${shown(value)}`)
    }
    values[j] = value
  }
  return values
}

function fromBase64(text: string, what: string): Float32Array {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = decodeBase64(text)
  } catch {
    throw new HttpAdapterError(`${what} is no base64: ${text}`)
  }
  if (bytes.length % 4 !== 0) {
    throw new HttpAdapterError(`${what} has ${bytes.length} bytes, which are no float32 values`)
  }
  // Every engine of today is little-endian, as the format is.
  return new Float32Array(bytes.buffer)
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'missing'
}
