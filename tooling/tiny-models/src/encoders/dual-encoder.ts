import type { Node } from '../graph/index.ts'
import type { Augment } from './augment.ts'
import type { Initializer } from '../towers/index.ts'

/** A pair of towers into one space, laid out as transformers.js expects a checkpoint of its kind. */
export interface DualEncoder {
  /** Name of its folder. */
  readonly name: string
  /** What the sensor tower takes in. */
  readonly modality: 'image' | 'audio'
  readonly sensor: Tower
  readonly text: { readonly file: string; readonly output: string }
  /** preprocessor_config.json: what transformers.js does to a picture or a sound. */
  readonly preprocessor: Readonly<Record<string, unknown>>
  /** config.json, less what all tiny models share. */
  readonly config: Readonly<Record<string, unknown>>
}

export interface Tower {
  /** Name of the ONNX file. */
  readonly file: string
  readonly input: string
  readonly output: string
  /** Of one input, without the batch. */
  readonly shape: readonly number[]
  /** How prepared inputs are kept between runs, and how to get them back, inside the graph. */
  readonly stored: StoredFeatures
  /** A variant of a stored input, for training. */
  readonly augment: Augment
  readonly build: (input: Node, options: { out: number }, init: Initializer) => Node
}

export interface StoredFeatures {
  readonly type: 'uint8' | 'int16'
  /** input = stored · scale + offset. */
  readonly scale: number
  readonly offset: number
}

/** Length of the embeddings of both models. */
export const PROJECTION = 64
/** Tokens of a text, the start included; what is beyond is cut. */
export const MAX_TOKENS = 64
