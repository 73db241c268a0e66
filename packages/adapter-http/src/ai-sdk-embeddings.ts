import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { decodeVectors } from './decode-vector.ts'
import { HttpAdapterError } from './errors.ts'
import { probeWidth } from './probe.ts'
import { requestAdapter } from './request-adapter.ts'
import { parseRetryAfter } from './retry-after.ts'
import { createSender, demandCount, type SenderOptions, type Source } from './sender.ts'

/** What is used of an embedding model of the AI SDK; its versions 2, 3 and 4 fit. */
export interface AiSdkEmbeddingModel {
  readonly provider: string
  readonly modelId: string
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined
  readonly supportsParallelCalls: PromiseLike<boolean> | boolean
  doEmbed(options: {
    values: string[]
    abortSignal?: AbortSignal
  }): PromiseLike<{ embeddings: number[][] }>
}

export interface AiSdkEmbeddingsOptions extends SenderOptions {
  /** Length of the vectors; without it, one short text is embedded to learn it. */
  readonly width?: number | undefined
  /** The most texts of one call of the model; what the model allows, at most 128, unless given. */
  readonly requestSize?: number | undefined
  /** Ends the look-up of the width. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The text embeddings of an AI SDK model, such as `openai.embeddingModel('text-embedding-3-small')`.
 * Calls go one after the other where the model says that it takes no parallel ones.
 * @throws HttpAdapterError for an option out of range, and where the width cannot be learnt
 */
export async function aiSdkEmbeddings(
  model: AiSdkEmbeddingModel,
  { width, signal, ...options }: AiSdkEmbeddingsOptions = {},
): Promise<EmbeddingAdapter<string>> {
  const most = (await model.maxEmbeddingsPerCall) ?? Infinity
  const { requestSize = Math.min(128, most) } = options
  demandCount('requestSize', requestSize, 1)
  if (requestSize > most) {
    throw new HttpAdapterError(`requestSize is ${requestSize}, the model takes at most ${most}`)
  }
  if (width !== undefined) demandCount('width', width, 1)
  const { concurrency = (await model.supportsParallelCalls) ? 4 : 1 } = options

  const sender = createSender(createSource(model), { ...options, concurrency })
  return requestAdapter({
    modality: 'text',
    modelId: model.modelId,
    width: width ?? (await probeWidth('text', sender, signal ?? new AbortController().signal)),
    requestSize,
    sender,
  })
}

function createSource(model: AiSdkEmbeddingModel): Source<string> {
  const name = `${model.provider} ${model.modelId}`
  return {
    name,
    async request(values, abortSignal) {
      try {
        const { embeddings } = await model.doEmbed({ values: [...values], abortSignal })
        return decodeVectors(embeddings, values.length, name)
      } catch (error) {
        abortSignal.throwIfAborted()
        throw HttpAdapterError.isInstance(error) ? error : translate(error, name)
      }
    },
  }
}

/** The SDK's `APICallError` by its fields, as its class may come from another version. */
function translate(error: unknown, name: string): HttpAdapterError {
  const call = error as {
    message?: string
    statusCode?: number
    isRetryable?: boolean
    responseHeaders?: Record<string, string>
  }
  return new HttpAdapterError(`${name} failed: ${call.message ?? String(error)}`, {
    status: call.statusCode,
    retryable: call.isRetryable === true,
    retryAfter: parseRetryAfter(call.responseHeaders?.['retry-after'], Date.now()),
  })
}
