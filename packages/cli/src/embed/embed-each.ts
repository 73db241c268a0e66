import { AdapterError, type EmbeddingAdapter } from '@cmgsae/adapter'
import { HttpAdapterError } from '@cmgsae/adapter-http'

/** A vector, or why its input cannot be embedded. */
export type Outcome = Float32Array | string

/**
 * The outcome of every input. A call that fails is halved until the inputs that it fails for stand
 * alone, so that one unreadable file costs a few calls and no other file.
 * @throws signal.reason on an abort, what is no AdapterError, and what a server fails for whatever it
 * is given
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
    if (!AdapterError.isInstance(error) || isOutage(error)) throw error
    if (inputs.length === 1) return [error.message]
    const half = inputs.length >> 1
    return [
      ...(await embedEach(adapter, inputs.slice(0, half), signal)),
      ...(await embedEach(adapter, inputs.slice(half), signal)),
    ]
  }
}

/** A server that is away, or does not let us in, must not make every file unreadable. */
function isOutage(error: AdapterError): boolean {
  if (!HttpAdapterError.isInstance(error)) return false
  return error.retryable || [401, 402, 403, 404].includes(error.status ?? 0)
}
