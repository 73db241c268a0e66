import { AdapterError } from '@cmgsae/adapter'
import { decodeInBrowser } from './decode-in-browser.ts'
import { decodeInNode } from './decode-in-node.ts'
import { isPixels, nameOf, type ImageInput } from './image-input.ts'
import { toRgb, type RgbImage } from './rgb.ts'

const IN_NODE = globalThis.process?.release?.name === 'node'

export interface ReadImageOptions {
  /** Stops the download of an address. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Decodes an image to RGB: the first frame, upright by its EXIF orientation, converted to sRGB, what
 * is transparent on white. Images of more than 2048 × 2048 pixels come at a whole fraction of their
 * size.
 * @throws AdapterError that names the input and what is wrong with it; signal.reason on abort
 */
export async function readImage(
  input: ImageInput,
  { signal }: ReadImageOptions = {},
): Promise<RgbImage> {
  signal?.throwIfAborted()
  try {
    if (isPixels(input)) return toRgb(input)
    const file = await fileOf(input, signal)
    return toRgb(
      await (IN_NODE ? decodeInNode(await forNode(file)) : decodeInBrowser(forBrowser(file))),
    )
  } catch (cause) {
    signal?.throwIfAborted()
    if (AdapterError.isInstance(cause)) throw cause
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0]! : String(cause)
    throw new AdapterError(`${nameOf(input)} is not an image that can be read: ${reason}`, {
      cause,
    })
  }
}

type Encoded = string | Blob | Uint8Array

/** A path stays one; what has an address is fetched. */
async function fileOf(
  input: Exclude<ImageInput, { width: number }>,
  signal?: AbortSignal,
): Promise<Encoded> {
  if (input instanceof Blob) return whole(input, input.size)
  if (input instanceof ArrayBuffer) return whole(new Uint8Array(input), input.byteLength)
  if (input instanceof Uint8Array) return whole(input, input.length)
  if (!(typeof input === 'string' || input instanceof URL)) {
    throw new TypeError('it must be a path, an address, a Blob, bytes or pixels')
  }
  const address = String(input)
  if (IN_NODE && /^file:/i.test(address)) {
    return onDisk(process.getBuiltinModule('node:url').fileURLToPath(address))
  }
  if (IN_NODE && !/^(https?|data|blob):/i.test(address)) return onDisk(address)
  const response = await fetch(address, { signal: signal ?? null })
  if (!response.ok) throw new Error(`its address answers ${response.status}`)
  const blob = await response.blob()
  return whole(blob, blob.size)
}

async function onDisk(path: string): Promise<string> {
  const { size } = await process.getBuiltinModule('node:fs/promises').stat(path)
  return whole(path, size)
}

function whole<T>(file: T, size: number): T {
  if (size === 0) throw new RangeError('it is empty (0 bytes)')
  return file
}

async function forNode(file: Encoded): Promise<string | Uint8Array> {
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file
}

function forBrowser(file: Encoded): Blob {
  return file instanceof Blob ? file : new Blob([file as Uint8Array<ArrayBuffer>])
}
