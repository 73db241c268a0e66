import { AdapterError } from '@cmgsae/adapter'
import type { ImageInput } from './image-input.ts'
import type { Preprocessor } from './preprocessor.ts'
import { readImage } from './read-image.ts'

/** Images that are decoded at the same time: enough for every thread, few enough for the memory. */
const AT_ONCE = 16

/**
 * The pixel values (n × 3 × height × width) of a batch.
 * @throws AdapterError that names the first image found that cannot be read, by its number from
 *   `offset` on
 */
export async function pixelValues(
  images: readonly ImageInput[],
  { width, height, write }: Preprocessor,
  { offset, signal }: { readonly offset: number; readonly signal: AbortSignal },
): Promise<Float32Array> {
  const size = 3 * width * height
  const values = new Float32Array(images.length * size)
  const queue = images.entries()
  const work = async () => {
    for (const [i, image] of queue) {
      try {
        write(await readImage(image, { signal }), values, i * size)
      } catch (cause) {
        if (!AdapterError.isInstance(cause) || signal.aborted) throw cause
        throw new AdapterError(`image ${offset + i}: ${cause.message}`, { cause })
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, images.length) }, work))
  return values
}
