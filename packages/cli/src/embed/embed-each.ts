import { AdapterError, type EmbeddingAdapter } from '@cmgsae/adapter'

/** A vector, or why its input cannot be embedded. */
export type Outcome = Float32Array | string

/**
 * The outcome of every input. A call that fails is halved until the inputs that it fails for stand
 * alone, so that one unreadable file costs a few calls and no other file.
 * @throws signal.reason on an abort, and what is no AdapterError
 */
export async function embedEach(
  adapter: Pick<EmbeddingAdapter<string>, 'embed'>,
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  try {
    const { cols, data } = await adapter.embed(inputs, { signal })
    return inputs.map((_, i) => data.subarray(i * cols, (i + 1) * cols))
  } catch (error) {
    signal.throwIfAborted()
    if (!AdapterError.isInstance(error)) throw error
    if (inputs.length === 1) return [error.message]
    const half = inputs.length >> 1
    return [
      ...(await embedEach(adapter, inputs.slice(0, half), signal)),
      ...(await embedEach(adapter, inputs.slice(half), signal)),
    ]
  }
}
