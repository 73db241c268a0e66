import { DataError } from './errors.ts'

/** Random access to bytes: a file, a Blob, or memory. */
export interface ByteSource {
  /** What errors call it: a path, a file's name. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** Exactly `length` bytes from `offset` on; what comes back may be a view and is not written to. */
  read(offset: number, length: number): Promise<Uint8Array>
  close?(): Promise<void>
}

/** Bytes in memory, without a copy. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      checkSpan(name, bytes.length, offset, length)
      return bytes.subarray(offset, offset + length)
    },
  }
}

/** A Blob or, in the browser, a chosen File; only what is asked for is read into memory. */
export function blobSource(
  blob: Blob,
  name = 'name' in blob ? String(blob.name) : 'blob',
): ByteSource {
  return {
    name,
    size: blob.size,
    async read(offset, length) {
      checkSpan(name, blob.size, offset, length)
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer())
    },
  }
}

/** Part of a source as a source of its own; closing it closes the whole. */
export function spanOf(source: ByteSource, from: number, size: number, name: string): ByteSource {
  return {
    name,
    size,
    async read(offset, length) {
      checkSpan(name, size, offset, length)
      return source.read(from + offset, length)
    },
    close: async () => source.close?.(),
  }
}

/** @throws DataError when the span is not inside the source */
export function checkSpan(name: string, size: number, offset: number, length: number): void {
  if (offset < 0 || length < 0 || offset + length > size) {
    throw new DataError(`${name} is truncated: bytes ${offset} to ${offset + length} of ${size}`)
  }
}
