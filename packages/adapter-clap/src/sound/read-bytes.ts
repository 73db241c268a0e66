import { AdapterError } from '@cmgsae/adapter'
import type { EncodedSound } from './sound-input.ts'

/**
 * The bytes of a file. A string is a path in Node, or an address such as https: or data:; in the
 * browser it is an address, relative to the page.
 * @throws AdapterError where it cannot be read
 * @throws signal.reason on an abort
 */
export async function readBytes(
  input: EncodedSound,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (input instanceof Uint8Array) return input
  if (input instanceof ArrayBuffer) return new Uint8Array(input)
  try {
    if (input instanceof Blob) return new Uint8Array(await input.arrayBuffer())
    const files = globalThis.process?.getBuiltinModule?.('node:fs')?.promises
    if (files && isFile(input)) return await files.readFile(asPath(input), { signal })
    const response = await fetch(input, { signal: signal ?? null })
    if (!response.ok) throw new Error(`the server answers ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    signal?.throwIfAborted()
    throw new AdapterError(`${name}: cannot be read: ${reasonOf(cause)}`, { cause })
  }
}

/** A scheme has two letters or more: one is the drive of a Windows path. */
function isFile(input: string | URL): boolean {
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(String(input))?.[1]?.toLowerCase()
  return scheme === undefined || scheme === 'file'
}

function asPath(input: string | URL): string | URL {
  return typeof input === 'string' && /^file:/i.test(input) ? new URL(input) : input
}

/** What the system or the network says; fetch hides it in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message } = error.cause instanceof Error ? error.cause : error
  // The file system ends with the path, which the message begins with already.
  return message.replace(/, \w+ '.*'$/s, '')
}
