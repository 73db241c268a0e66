/** The most pixels of an image, 16,383 × 16,383. */
const MAX_PIXELS = 0x3fff * 0x3fff

/** Beyond these pixels, 2048 × 2048, the decoder hands an image over at a fraction of its size. */
export const COMFORTABLE_PIXELS = 2 ** 22

/**
 * The size at which an image leaves its decoder: its own, or for a large one a whole fraction of
 * it, so that the memory of a batch is bounded. Throws a reason for one that is too large.
 */
export function decodedSize(width: number, height: number): { width: number; height: number } {
  const pixels = width * height
  if (pixels > MAX_PIXELS) {
    throw new RangeError(`${width}×${height} pixels are more than ${MAX_PIXELS}: reduce it first`)
  }
  const factor = Math.max(1, Math.ceil(Math.sqrt(pixels / COMFORTABLE_PIXELS)))
  return {
    width: Math.max(1, Math.round(width / factor)),
    height: Math.max(1, Math.round(height / factor)),
  }
}
