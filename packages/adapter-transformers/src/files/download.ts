import { AdapterError } from '@cmgsae/adapter'
import type { DownloadProgress } from '../model-options.ts'
import { firstLine, type Transformers } from '../transformers.ts'
import type { Place } from './place.ts'

export interface DownloadOptions {
  readonly files: readonly string[]
  readonly place: Place
  readonly urlOf: (file: string) => string
  /** Such as `Xenova/clip-vit-base-patch32@main`. */
  readonly name: string
  readonly fetch: Transformers['env']['fetch']
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined
}

/**
 * Downloads the files at the same time, all or none: what fails or is aborted first stops the
 * others, and the promise settles when their half-written files are gone.
 * @throws AdapterError in one line; signal.reason when the signal aborts
 */
export async function download(options: DownloadOptions): Promise<void> {
  const { files, place, urlOf, signal } = options
  const failure = new AbortController()
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal
  const all = <T>(steps: Promise<T>[]) =>
    Promise.all(steps).catch(async (error: unknown) => {
      failure.abort(error)
      await Promise.allSettled(steps)
      signal?.throwIfAborted()
      throw error
    })

  signal?.throwIfAborted()
  const responses = await all(files.map((file) => request(file, options, stop)))
  const report = tally(responses, options)
  await all(
    responses.map((response, i) =>
      place.write(files[i]!, urlOf(files[i]!), chunksOf(response, files[i]!, options, report)),
    ),
  )
}

async function request(
  file: string,
  { urlOf, name, fetch }: DownloadOptions,
  signal: AbortSignal,
): Promise<Response> {
  const url = urlOf(file)
  let response: Response
  try {
    response = await fetch(url, { headers: authorization(url), signal })
  } catch (cause) {
    signal.throwIfAborted()
    throw unreachable(url, name, cause)
  }
  if (response.ok) return response
  await response.body?.cancel()
  const host = new URL(url).host
  // The Hugging Face hub says 401 of a model that does not exist.
  if ([401, 403, 404].includes(response.status)) {
    throw new AdapterError(
      `${host} has no ${file} of ${name} (it answers ${response.status}): check model, revision, folder and dtype; a gated model needs HF_TOKEN`,
    )
  }
  throw new AdapterError(
    `${host} answers ${response.status} for ${file} of ${name}: try again later`,
  )
}

function unreachable(url: string, name: string, cause: unknown): AdapterError {
  const { cause: inner = cause } = cause as Error
  const code = (inner as { code?: string }).code ?? firstLine(inner)
  return new AdapterError(
    `${new URL(url).host} cannot be reached (${code}), and ${name} is not in the cache: ${WITHOUT_NETWORK}`,
    { cause },
  )
}

/** What a message offers to someone who is offline. */
export const WITHOUT_NETWORK =
  'without a network, give as folder a copy of the model (the repository brings tiny ones, in tooling/tiny-models/models), or as cacheFolder one that holds it'

/** The token of Hugging Face goes to Hugging Face alone. */
function authorization(url: string): Record<string, string> {
  const token = globalThis.process?.env?.['HF_TOKEN']
  const trusted = ['huggingface.co', 'hf.co'].includes(new URL(url).hostname)
  return token && trusted ? { Authorization: `Bearer ${token}` } : {}
}

type Report = (file: string, bytes: number) => void

/** Adds up the bytes of all files; a length that was not announced is learnt as it comes. */
function tally(responses: readonly Response[], { files, onProgress }: DownloadOptions): Report {
  const sizes = new Map(
    files.map((file, i) => {
      const { headers } = responses[i]!
      // The length of a compressed answer is not that of the file.
      const known = !headers.has('content-encoding')
      return [file, { done: 0, total: known ? Number(headers.get('content-length') ?? 0) : 0 }]
    }),
  )
  let done = 0
  let total = [...sizes.values()].reduce((sum, size) => sum + size.total, 0)
  return (file, bytes) => {
    const size = sizes.get(file)!
    size.done += bytes
    done += bytes
    total += Math.max(0, size.done - size.total)
    size.total = Math.max(size.total, size.done)
    onProgress?.({ file, done, total })
  }
}

async function* chunksOf(
  response: Response,
  file: string,
  { urlOf, name, signal }: DownloadOptions,
  report: Report,
): AsyncGenerator<Uint8Array> {
  const reader = response.body!.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
      report(file, value.length)
    }
  } catch (cause) {
    signal?.throwIfAborted()
    if (AdapterError.isInstance(cause)) throw cause
    const { host } = new URL(urlOf(file))
    throw new AdapterError(
      `the download of ${file} of ${name} from ${host} broke off (${firstLine(cause)}): try again`,
      { cause },
    )
  } finally {
    await reader.cancel().catch(() => {})
  }
}
