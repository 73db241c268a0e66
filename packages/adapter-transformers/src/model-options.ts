import { AdapterError } from '@cmgsae/adapter'
import type { Progress } from '@cmgsae/adapter'
import type { Transformers } from './transformers.ts'

/** Number format of the weights, and what it appends to the name of an ONNX file. */
const SUFFIXES = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
} as const

export type Dtype = keyof typeof SUFFIXES

/** Bytes downloaded so far, and of how many, over all files of the model that are missing. */
export interface DownloadProgress extends Progress {
  /** The file whose bytes came last. */
  readonly file: string
}

/** Which weights, where they come from and what computes with them; every adapter takes these. */
export interface ModelOptions {
  /** Model id on the hub; with `folder`, only its name in `modelId`. */
  readonly model?: string | undefined
  /** Branch, tag or commit on the hub. Default `main`. */
  readonly revision?: string | undefined
  /** Default `fp32`, in Node and in browsers. */
  readonly dtype?: Dtype | undefined
  /** What computes, such as `webgpu` or `cuda`. Default `cpu` in Node, `wasm` in browsers. */
  readonly device?: string | undefined
  /**
   * A copy of the model (config.json, onnx/…) that is used in place of the hub: a path or file URL
   * in Node, a URL in browsers, where the files may be self-hosted. Nothing is downloaded from the hub.
   */
  readonly folder?: string | URL | undefined
  /** Folder of downloads in Node, name of the cache in browsers. Default: that of transformers.js. */
  readonly cacheFolder?: string | undefined
  /** Never ask the hub: what is not in the cache is an error. Default false. */
  readonly offline?: boolean | undefined
  /** Address of the hub or of a mirror. Default: that of transformers.js, https://huggingface.co/. */
  readonly hub?: string | URL | undefined
  /** Stops downloads; what was half written is removed. */
  readonly signal?: AbortSignal | undefined
  /** Hears of downloads; never called where all files are there. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined
  /** transformers.js where it cannot be imported by its name, as in a page without a bundler. */
  readonly lib?: object | undefined
}

/** The options with defaults, checked. */
export interface ResolvedOptions extends Omit<ModelOptions, 'lib'> {
  readonly revision: string
  readonly dtype: Dtype
  readonly offline: boolean
}

export function resolveOptions(options: ModelOptions): ResolvedOptions {
  const { dtype = 'fp32', revision = 'main', offline = false, folder } = options
  if (!Object.hasOwn(SUFFIXES, dtype)) {
    throw new AdapterError(`dtype is '${dtype}', it must be ${Object.keys(SUFFIXES).join(', ')}`)
  }
  if (folder !== undefined && String(folder) === '') {
    throw new AdapterError("folder is '', it must name the folder that holds config.json")
  }
  return { ...options, dtype, revision, offline }
}

/** Path of a graph in a model's folder, such as `onnx/vision_model_fp16.onnx`. */
export function graphFile(graph: string, dtype: Dtype): string {
  return `onnx/${graph}${SUFFIXES[dtype]}.onnx`
}

/** The injected library. */
export function injected(lib: object): Transformers {
  if ('env' in lib && 'AutoTokenizer' in lib) return lib as Transformers
  throw new AdapterError('lib has no env and no AutoTokenizer, it must be transformers.js')
}
