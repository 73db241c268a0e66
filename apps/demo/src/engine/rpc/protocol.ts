/** What a caller may add to a call. */
export interface CallOptions<P = never> {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: P) => void) | undefined
}

/** To the worker. */
export type Request =
  | { readonly call: number; readonly method: string; readonly args: unknown }
  | { readonly abort: number }

/** From the worker, about one call. */
export type Response =
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly error: string }
  | { readonly call: number; readonly progress: unknown }
