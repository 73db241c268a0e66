import type { Progress } from '../api.ts'
import { connect } from '../rpc/connect.ts'
import type { CallOptions } from '../rpc/protocol.ts'

/** What the worker of the encoders does. */
export interface Embedder {
  /** One input to its vector. */
  embed(
    args: {
      readonly encoder: 'clip' | 'clap'
      readonly kind: 'image' | 'audio' | 'text'
      readonly folder: string
      readonly input: Blob | string
    },
    options?: CallOptions<Progress>,
  ): Promise<Float32Array>
}

let embedder: Embedder | undefined

/** The worker of the encoders, started when it is first needed: it brings a runtime of its own. */
export function theEmbedder(): Embedder {
  return (embedder ??= connect<Embedder>(
    new Worker(new URL('./embed.worker.ts', import.meta.url), { type: 'module' }),
  ))
}
