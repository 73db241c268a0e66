import { env } from '@huggingface/transformers'

/** Unit vectors of one adapter, row by row. */
export interface Vectors {
  readonly width: number
  readonly values: readonly number[]
}

/** Embeds what lies beside the program; `at` gives the address of a file there. */
export type Trial = (at: (path: string) => URL) => Promise<Vectors[]>

/** What a page tells: vectors, or what was thrown. */
export interface Told {
  readonly vectors?: readonly Vectors[]
  readonly error?: string
}

declare global {
  var embedded: Promise<Told>
}

/**
 * Runs on a page, which may not reach a CDN: the runtime of transformers.js lies in `runtime/` where
 * the address says so, and else in the bundle.
 */
export function onPage(trial: Trial): void {
  const at = (path: string) => new URL(path, location.href)
  if (location.hash === '#hosted') env.backends.onnx.wasm!.wasmPaths = at('runtime/').href
  else delete env.backends.onnx.wasm!.wasmPaths
  globalThis.embedded = trial(at).then(
    (vectors) => ({ vectors }),
    (error: unknown) => ({ error: String(error) }),
  )
}

/** Runs in Node, and prints the vectors. */
export async function inNode(trial: Trial): Promise<void> {
  console.log(JSON.stringify(await trial((path) => new URL(path, import.meta.url))))
}
