import { encodeBase64 } from './base64.ts'
import { HttpAdapterError } from './errors.ts'
import { knownFormats, sniffMediaType } from './media-type.ts'
import type { Modality } from './modality.ts'

/**
 * An image or a sound: an http(s) URL that the server fetches itself, a data: URI, or the bytes of
 * an encoded file, which are sent as a data: URI.
 */
export type MediaInput = string | URL | Blob | ArrayBuffer | Uint8Array

/**
 * The URL or data: URI that stands for an input in a request.
 * @throws HttpAdapterError for what is none, and for an image in place of a sound or the reverse
 */
export async function toUri(input: MediaInput, modality: Modality): Promise<string> {
  if (typeof input === 'string' || input instanceof URL) return checkUrl(String(input), modality)
  if (!(input instanceof Blob || input instanceof ArrayBuffer || ArrayBuffer.isView(input))) {
    throw new HttpAdapterError(`an ${modality} is ${String(input)}: give a URL, a Blob or bytes`)
  }
  const bytes = await bytesOf(input)
  // The bytes are surer than a Blob's type, which comes from a file's name.
  const declared = input instanceof Blob && input.type !== '' ? input.type : undefined
  const type = sniffMediaType(bytes) ?? declared
  if (type === undefined) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'))
    throw new HttpAdapterError(
      `an ${modality} of ${bytes.length} bytes begins '${start.join(' ')}', as none of ${knownFormats(modality)}: give a data: URI or a Blob with its type`,
    )
  }
  demandKind(type, modality)
  return `data:${type};base64,${encodeBase64(bytes)}`
}

function checkUrl(url: string, modality: Modality): string {
  const shown = url.length > 60 ? `${url.slice(0, 60)}…` : url
  if (/^https?:\/\//i.test(url)) return url
  const type = /^data:([^;,]*)/i.exec(url)?.[1]
  if (type === undefined) {
    throw new HttpAdapterError(
      `'${shown}' is no http(s) URL and no data: URI: read a file and give its bytes`,
    )
  }
  demandKind(type, modality)
  return url
}

function demandKind(type: string, modality: Modality): void {
  if (!type.startsWith(`${modality}/`)) {
    throw new HttpAdapterError(`an input is '${type}', this adapter embeds ${modality}`)
  }
}

async function bytesOf(input: Blob | ArrayBuffer | Uint8Array): Promise<Uint8Array> {
  if (input instanceof Uint8Array) return input
  return new Uint8Array(input instanceof Blob ? await input.arrayBuffer() : input)
}
