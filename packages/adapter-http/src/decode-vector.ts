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
  const bad = embedding.findIndex((value) => typeof value !== 'number')
  if (bad >= 0)
    throw new HttpAdapterError(`${what} holds no number at entry ${bad}: ${shown(embedding[bad])}`)
  return Float32Array.from(embedding as number[])
}

function fromBase64(text: string, what: string): Float32Array {
  let bytes: string
  try {
    bytes = atob(text)
  } catch {
    throw new HttpAdapterError(`${what} is no base64: ${text}`)
  }
  if (bytes.length % 4 !== 0) {
    throw new HttpAdapterError(`${what} has ${bytes.length} bytes, which are no float32 values`)
  }
  const view = new DataView(Uint8Array.from(bytes, (char) => char.charCodeAt(0)).buffer)
  return Float32Array.from({ length: bytes.length / 4 }, (_, j) => view.getFloat32(j * 4, true))
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'missing'
}
