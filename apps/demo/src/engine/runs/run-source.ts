/** Where a run comes from. */
export type RunSource =
  /** One of `builtInRuns`. */
  | { readonly kind: 'builtIn'; readonly id: string }
  /** What `cmgsae view RUN` serves beside the app. */
  | { readonly kind: 'served' }
  /** Files that were dropped or chosen: a run's folder, with embeddings and metadata beside it. */
  | { readonly kind: 'files'; readonly files: readonly PickedFile[] }
  /** What was trained on this page. */
  | { readonly kind: 'trained'; readonly id: string }

export interface PickedFile {
  /** Path within what was dropped, such as `first/config.json`. */
  readonly path: string
  readonly blob: Blob
}

/** A file to save. */
export interface RunFile {
  readonly name: string
  readonly bytes: Uint8Array
}
