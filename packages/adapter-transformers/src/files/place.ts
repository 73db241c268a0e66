/** Where the files of one model lie, or will lie once they are downloaded. */
export interface Place {
  /** In words, for messages. */
  readonly name: string
  has(file: string): Promise<boolean>
  read(file: string): Promise<Uint8Array>
  /** Keeps the whole stream or nothing of it: a file that fails half-way leaves no trace. */
  write(file: string, url: string, chunks: AsyncIterable<Uint8Array>): Promise<void>
  /** What `from_pretrained` takes as the model, until `close`. */
  open(): Opened
}

export interface Opened {
  readonly source: string
  /** Options that `from_pretrained` needs for this source. */
  readonly options: object
  close(): void
}
