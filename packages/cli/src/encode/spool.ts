import { open, rm, type FileHandle } from 'node:fs/promises'

/** An array that grows on disk until its length is known. */
export interface Spool {
  append(values: Uint32Array | Float32Array): Promise<void>
  /** Bytes so far. */
  size(): number
  /** Everything written, in pieces of bounded size. */
  chunks(): AsyncGenerator<Uint8Array>
  /** Removes the file. */
  discard(): Promise<void>
}

const PIECE = 1 << 22

export async function createSpool(path: string): Promise<Spool> {
  const file = await open(path, 'w+')
  let size = 0
  return {
    size: () => size,
    async append({ buffer, byteOffset, byteLength }) {
      await writeWhole(file, new Uint8Array(buffer, byteOffset, byteLength))
      size += byteLength
    },
    async *chunks() {
      const piece = new Uint8Array(PIECE)
      for (let at = 0; at < size;) {
        const { bytesRead } = await file.read(piece, 0, Math.min(PIECE, size - at), at)
        yield piece.subarray(0, bytesRead)
        at += bytesRead
      }
    },
    async discard() {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

/** A full disk may show as a short write before it shows as an error. */
export async function writeWhole(file: FileHandle, bytes: Uint8Array, at?: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const position = at === undefined ? null : at + done
    done += (await file.write(bytes, done, bytes.length - done, position)).bytesWritten
  }
}
