import type { OpenOptions } from '../open-embeddings.ts'

/** What the thread that reads rows is started with. */
export interface RowWorkerInput {
  readonly path: string
  readonly options: OpenOptions
  readonly allowMissing: boolean
}

/** Rows to be written into a shared buffer. */
export interface RowRequest {
  readonly id: number
  readonly rows: Uint32Array
  readonly buffer: SharedArrayBuffer
}

/** What the thread says. */
export type RowReply =
  | { readonly kind: 'opened'; readonly name: string; readonly rows: number; readonly cols: number }
  | { readonly kind: 'transcoded'; readonly done: number; readonly total: number }
  | { readonly kind: 'read'; readonly id: number }
  /** Without an id, the file could not be opened. */
  | { readonly kind: 'failed'; readonly id?: number; readonly failure: Failure }

/** An error on its way to the other thread. */
export interface Failure {
  readonly message: string
  /** Whether it is one for the user. */
  readonly isDataError: boolean
}
