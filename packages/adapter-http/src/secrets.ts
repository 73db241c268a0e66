import { HttpAdapterError } from './errors.ts'

/** A key, or what gives one before each request, such as a token that is renewed. */
export type ApiKey = string | (() => string | Promise<string>)

export interface SecretOptions {
  readonly apiKey?: ApiKey | undefined
  readonly apiKeyVariable?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** What must be sent but never shown. */
export interface Secrets {
  /** The headers of the next request. */
  headers(): Promise<Record<string, string>>
  /** A text of the server with every secret that was sent replaced. */
  redact(text: string): string
}

/** Shorter header values are no secrets, and to replace them would garble messages. */
const SHORTEST_SECRET = 8

/** @throws HttpAdapterError where a variable is not set, or a key cannot stand in a header */
export function createSecrets({ apiKey, apiKeyVariable, headers = {} }: SecretOptions): Secrets {
  if (apiKey !== undefined && apiKeyVariable !== undefined) {
    throw new HttpAdapterError(
      `apiKey and apiKeyVariable '${apiKeyVariable}' are both given: one is enough`,
    )
  }
  const source = apiKeyVariable === undefined ? apiKey : readVariable(apiKeyVariable)
  const origin = apiKeyVariable ?? 'apiKey'
  if (typeof source === 'string') demandSendable(source, origin)
  for (const [name, value] of Object.entries(headers)) demandSendable(value, `header '${name}'`)
  const known = new Set(Object.values(headers).filter(({ length }) => length >= SHORTEST_SECRET))

  return {
    async headers() {
      const key = typeof source === 'function' ? await source() : source
      if (key === undefined) return { ...headers }
      demandSendable(key, origin)
      known.add(key)
      return { authorization: `Bearer ${key}`, ...headers }
    },
    redact: (text) =>
      [...known]
        // A longer one may hold a shorter one.
        .toSorted((a, b) => b.length - a.length)
        .reduce((shown, secret) => shown.replaceAll(secret, '[redacted]'), text),
  }
}

function readVariable(name: string): string {
  // Bundlers and browsers have no process.
  const value = globalThis.process?.env?.[name]
  if (value) return value
  throw new HttpAdapterError(
    `the environment variable ${name} is not set: export it, or give apiKey`,
  )
}

/** fetch would name the value in its own error. */
function demandSendable(value: unknown, origin: string): void {
  if (typeof value !== 'string' || !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    throw new HttpAdapterError(
      `${origin} is empty or holds characters that no header may, such as a line break: copy it anew`,
    )
  }
}
