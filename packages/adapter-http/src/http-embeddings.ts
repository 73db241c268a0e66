import type { EmbeddingAdapter } from '@cmgsae/adapter'
import type { Dialect } from './dialects/dialect.ts'
import { infinity } from './dialects/infinity.ts'
import { openAi } from './dialects/open-ai.ts'
import { HttpAdapterError } from './errors.ts'
import { httpSource } from './http-source.ts'
import type { InputOf, Modality } from './modality.ts'
import { probeWidth } from './probe.ts'
import { requestAdapter } from './request-adapter.ts'
import { createSecrets, type SecretOptions } from './secrets.ts'
import { createSender, demandCount, type SenderOptions } from './sender.ts'

export interface HttpEmbeddingsOptions<M extends Modality> extends SecretOptions, SenderOptions {
  /** Where the API begins, such as `https://api.openai.com/v1`; a query is sent along. */
  readonly baseUrl: string | URL
  /** The model's name on the server; becomes the adapter's `modelId`. */
  readonly model: string
  readonly modality: M
  /** How the server is asked: `openAi` for texts, `infinity` for images and sounds unless given. */
  readonly dialect?: Dialect | undefined
  /** Length of the vectors; without it, one tiny input is embedded to learn it. */
  readonly width?: number | undefined
  /** Asks the model for vectors of this length, where it can shorten them. */
  readonly dimensions?: number | undefined
  /** How the server is to write numbers: `base64` is a quarter of the bytes; `float` unless given. */
  readonly encoding?: 'float' | 'base64' | undefined
  /** The most inputs of one request: 128 texts, 16 images or sounds unless given. */
  readonly requestSize?: number | undefined
  /** Ends the look-up of the width. */
  readonly signal?: AbortSignal | undefined
}

const REQUEST_SIZE: Readonly<Record<Modality, number>> = { text: 128, image: 16, audio: 16 }

/**
 * The embeddings of any server with an OpenAI-aligned `/embeddings`.
 * @throws HttpAdapterError for an option out of range, and where the width cannot be learnt
 */
export async function httpEmbeddings<M extends Modality>(
  options: HttpEmbeddingsOptions<M>,
): Promise<EmbeddingAdapter<InputOf[M]>> {
  const { model, modality, dimensions, signal } = options
  const { dialect = modality === 'text' ? openAi : infinity } = options
  if (model === '') throw new HttpAdapterError("model is '', it must be a model of the server")
  const most = dialect.maxInputs[modality]
  if (most === undefined) {
    const able = Object.keys(dialect.maxInputs).join(', ')
    throw new HttpAdapterError(`modality is '${modality}', this dialect embeds ${able}`)
  }
  const { requestSize = Math.min(REQUEST_SIZE[modality], most) } = options
  demandCount('requestSize', requestSize, 1)
  if (requestSize > most) {
    throw new HttpAdapterError(`requestSize is ${requestSize}, this dialect takes at most ${most}`)
  }
  if (dimensions !== undefined) demandCount('dimensions', dimensions, 1)
  const known = options.width ?? dimensions
  if (known !== undefined) demandCount('width', known, 1)

  const { baseUrl, encoding = 'float' } = options
  const secrets = createSecrets(options)
  const source = httpSource({ baseUrl, dialect, secrets, model, modality, dimensions, encoding })
  const sender = createSender<InputOf[M]>(source, options)
  const width =
    known ?? (await probeWidth(modality, sender, signal ?? new AbortController().signal))
  return requestAdapter({ modality, modelId: model, width, requestSize, sender })
}
