import { AdapterError } from '@cmgsae/adapter'

/** The part of transformers.js that the adapters stand on. */
export interface Transformers {
  readonly env: {
    /** Host of the hub, with a slash at the end. */
    remoteHost: string
    /** From a model and a revision to the path of its files on the hub. */
    remotePathTemplate: string
    /** Folder of downloads; null in browsers. */
    cacheDir: string | null
    /** Name of the browser's cache of downloads. */
    cacheKey: string
    fetch(url: string | URL, init?: RequestInit): Promise<Response>
  }
  readonly AutoTokenizer: Pretrained<Tokenizer>
  readonly Tensor: new (type: TensorType, data: TensorData, dims: number[]) => Tensor
}

export type TensorType = 'float32' | 'int64'
export type TensorData = Float32Array | BigInt64Array

export interface Tensor {
  readonly dims: readonly number[]
  readonly data: unknown
}

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>

/** A class of transformers.js that loads itself from a folder of files. */
export interface Pretrained<T> {
  from_pretrained(source: string, options?: object): Promise<T>
}

/** A loaded graph: named tensors in, named tensors out. */
export interface Model {
  (inputs: Tensors): Promise<Tensors>
  dispose(): Promise<unknown>
}

export interface Tokenizer {
  (texts: string[], options: object): { readonly input_ids: number[][] }
  readonly pad_token_id?: number | undefined
}

/** @throws AdapterError that says what to install, where transformers.js is not there */
export async function loadTransformers(): Promise<Transformers> {
  try {
    return (await import('@huggingface/transformers')) as unknown as Transformers
  } catch (cause) {
    const reason = firstLine(cause)
    throw new AdapterError(
      `transformers.js cannot be loaded (${reason}): npm install @huggingface/transformers@4`,
      { cause },
    )
  }
}

/** What an error says, without the stack that some libraries put into the message. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0]!.trim()
}
