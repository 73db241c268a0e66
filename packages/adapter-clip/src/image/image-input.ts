/** 8-bit pixels, row by row, channels of a pixel together; an ImageData fits. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** width × height × channels values: grey (1 channel), RGB (3) or RGBA (4). */
  readonly data: Uint8Array | Uint8ClampedArray
}

/**
 * What an image may be given as: a path (in Node) or an address, a Blob or File, the bytes of an
 * image file, or pixels.
 */
export type ImageInput = string | URL | Blob | ArrayBuffer | Uint8Array | Pixels

/** An input in a few words, for messages. */
export function nameOf(input: unknown): string {
  if (typeof input === 'string') return shorten(input)
  if (input instanceof URL) return shorten(input.href)
  if (input instanceof Blob)
    return 'name' in input ? String(input.name) : `Blob of ${input.size} bytes`
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) return `${input.byteLength} bytes`
  if (isPixels(input)) return `${input.width}×${input.height} pixels`
  return String(input)
}

export function isPixels(input: unknown): input is Pixels {
  return typeof input === 'object' && input !== null && 'width' in input && 'data' in input
}

/** A data URL is as long as its image. */
function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 80)}…` : text
}
