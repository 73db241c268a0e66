import type { StoredFeatures } from '../encoders/index.ts'

/** The array that holds prepared inputs of an encoder. */
export type StoredArray = Uint8Array | Int16Array

const ARRAYS = { uint8: Uint8Array, int16: Int16Array } as const

export function storedArray(
  { type }: StoredFeatures,
  content: number | ArrayBuffer | readonly number[],
): StoredArray {
  const Type = ARRAYS[type]
  return typeof content === 'number' ? new Type(content) : new Type(content)
}
