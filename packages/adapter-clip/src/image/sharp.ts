import { AdapterError } from '@cmgsae/adapter'

/** The part of sharp, which comes with transformers.js in Node, that decodes images. */
export type Sharp = (input: string | Uint8Array, options?: object) => Pipeline

export interface Pipeline {
  metadata(): Promise<{ readonly autoOrient: { readonly width: number; readonly height: number } }>
  autoOrient(): Pipeline
  resize(width: number, height: number, options: object): Pipeline
  flatten(options: object): Pipeline
  toColourspace(space: string): Pipeline
  raw(): Pipeline
  toBuffer(options: { readonly resolveWithObject: true }): Promise<{
    readonly data: Uint8Array
    readonly info: { readonly width: number; readonly height: number }
  }>
}

let loaded: Sharp | undefined

/**
 * It is found from transformers.js, as it is installed for that and not for us.
 * @throws AdapterError that says what to install
 */
export function loadSharp(): Sharp {
  if (loaded) return loaded
  const { createRequire } = process.getBuiltinModule('node:module')
  try {
    loaded = createRequire(import.meta.resolve('@huggingface/transformers'))('sharp') as Sharp
    return loaded
  } catch (cause) {
    throw new AdapterError(
      'sharp, which decodes images, is not there: npm install @huggingface/transformers@4',
      { cause },
    )
  }
}
