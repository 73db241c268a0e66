/** Turns inputs of one modality into vectors of one width. `Input` is the adapter's to choose. */
export interface EmbeddingAdapter<Input> {
  /** What the inputs are, such as 'image' or 'audio'; names the modality in checkpoints. */
  readonly modality: string
  /** Which weights made the vectors: vectors of two models must never be mixed in one training. */
  readonly modelId: string
  /** Length d of every vector, known before the first input so that a model can be built. */
  readonly width: number
  /** What one call may ask for, so that a caller can cut its inputs beforehand. */
  readonly limits: EmbeddingLimits
  /**
   * The vectors of a batch (n×d), row i of input i, all finite; an empty batch gives 0×d. A vector
   * depends on its input alone, the same input gives the same bytes, and inputs are left as they
   * were. The result is the caller's: a later call does not write into it.
   * @throws AdapterError for a batch over the limit, an input it cannot read, or after `dispose`
   * @throws signal.reason when the signal aborts before the last progress report
   */
  embed(batch: readonly Input[], options?: EmbedOptions): Promise<Embeddings>
  /** Frees the model or the file. A second call does nothing. */
  dispose(): Promise<void>
}

export interface EmbeddingLimits {
  /** The most inputs of one call; Infinity where nothing but memory bounds it. */
  readonly maxBatch: number
}

export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined
  /** `done` never falls, `total` is the batch's length, and the last report has done = total. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** Inputs embedded so far, and of how many. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** Row-major n×d: entry (i, j) is `data[i * cols + j]`. Fits @cmgsae/tensor's Matrix. */
export interface Embeddings {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}
