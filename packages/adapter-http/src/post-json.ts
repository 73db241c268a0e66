import { HttpAdapterError } from './errors.ts'
import { parseRetryAfter } from './retry-after.ts'

export interface PostOptions {
  readonly url: URL
  /** Names the server in messages. */
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly signal: AbortSignal
}

/**
 * The JSON that a server answers with. What the server said stands last in a message, whole:
 * the caller removes secrets from it before it cuts it.
 * @throws HttpAdapterError for any other answer, or none; signal.reason when the signal aborts
 */
export async function postJson(options: PostOptions): Promise<unknown> {
  const { name } = options
  const { response, text } = await post(options)
  if (!response.ok) throw refusal(options, response, text)
  try {
    return JSON.parse(text)
  } catch {
    const type = response.headers.get('content-type') ?? 'of no type'
    throw new HttpAdapterError(
      `${name} answered ${text.length} characters (${type}) that are no JSON, is baseUrl right? ${text}`,
    )
  }
}

async function post({ url, name, headers, body, signal }: PostOptions) {
  const content = JSON.stringify(body)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: content,
      // A redirect would carry inputs, and keys in other headers, to a server that nobody named.
      redirect: 'manual',
      signal,
    })
    return { response, text: await response.text() }
  } catch (error) {
    signal.throwIfAborted()
    const { message, cause } = error as Error
    const detail = cause instanceof Error && cause.message !== '' ? `, ${cause.message}` : ''
    throw new HttpAdapterError(`${name} is out of reach: ${message}${detail}`, { retryable: true })
  }
}

function refusal(
  { name, headers }: PostOptions,
  { status, headers: answered }: Response,
  text: string,
): HttpAdapterError {
  let remedy = ''
  // A browser shows of a redirect only that there was one.
  if (status === 0 || (status >= 300 && status < 400)) {
    remedy = `, a redirect, give its target as baseUrl: ${answered.get('location') ?? 'not shown'}`
  } else if (status === 401 && !('authorization' in headers)) {
    remedy = ', give apiKeyVariable or apiKey'
  }
  const said = messageIn(text)
  return new HttpAdapterError(`${name} answered ${status}${remedy}${said && `: ${said}`}`, {
    status,
    retryable: status === 408 || status === 429 || status >= 500,
    retryAfter: parseRetryAfter(answered.get('retry-after'), Date.now()),
  })
}

/** What an error body says, in the places where servers put it; otherwise all of it. */
function messageIn(text: string): string {
  try {
    const { error, detail, message } = JSON.parse(text) as Record<string, unknown>
    const nested = (error as { message?: unknown } | undefined)?.message
    return [nested, error, detail, message].find((part) => typeof part === 'string') ?? text
  } catch {
    return text
  }
}
