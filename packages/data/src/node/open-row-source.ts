import { Worker } from 'node:worker_threads'
import { DataError } from '../errors.ts'
import type { OpenOptions } from '../open-embeddings.ts'
import type { Failure, RowReply, RowRequest, RowWorkerInput } from './row-messages.ts'

export interface RowSourceOptions extends OpenOptions {
  /** Takes a row that is NaN throughout as a sample that lacks the modality. */
  allowMissing?: boolean
  /** Gives up opening, with its reason. */
  signal?: AbortSignal
  /** Called while a file whose rows cannot be read one by one is written to a temporary one. */
  onTranscode?: (progress: { readonly done: number; readonly total: number }) => void
}

/** An n×d table on disk whose rows a thread of its own reads, decodes and checks. */
export interface FileRows {
  readonly name: string
  /** n */
  readonly rows: number
  /** d */
  readonly cols: number
  /**
   * Writes the listed rows, in any order, into `out` (m×d, row-major); NaN where one is missing.
   * Several calls may be under way.
   * @throws DataError for a row that is unusable, a file that is cut off or has changed, and after
   * `close`
   */
  read(rows: Uint32Array, out: Float32Array): Promise<void>
  /** Ends the thread; reads under way fail. */
  close(): Promise<void>
}

interface Pending {
  readonly buffer: SharedArrayBuffer
  readonly out: Float32Array
  resolve(): void
  reject(error: Error): void
}

/**
 * Opens embeddings to be read row by row, in any order, without holding them in memory: what `train`
 * of `@cmgsae/model` streams from. Takes what `openEmbeddings` takes. Parquet and Fortran order, where
 * a row is not one read, are first written to a temporary file of float32 rows, in the folder that
 * TMPDIR names.
 * @throws DataError naming the file, what is wrong with it and what would be right
 */
export async function openRowSource(
  path: string,
  { allowMissing = false, signal, onTranscode, ...options }: RowSourceOptions = {},
): Promise<FileRows> {
  signal?.throwIfAborted()
  const input: RowWorkerInput = { path, options, allowMissing }
  // Beside this file, as it is in the sources and in the built package.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./row-worker.${extension}`, import.meta.url), {
    workerData: input,
    name: `cmgsae rows`,
    execArgv: [],
  })
  const pending = new Map<number, Pending>()
  const spare: SharedArrayBuffer[] = []
  let nextId = 0
  let ended: Error | undefined

  function end(error: Error): void {
    ended ??= error
    for (const { reject } of pending.values()) reject(ended)
    pending.clear()
  }

  const { name, rows, cols } = await new Promise<RowReply & { kind: 'opened' }>(
    (resolve, reject) => {
      const stop = () => {
        void worker.terminate()
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a signal may hold any reason
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', stop, { once: true })
      const settle = () => signal?.removeEventListener('abort', stop)
      worker.on('message', (reply: RowReply) => {
        if (reply.kind === 'transcoded') return onTranscode?.(reply)
        if (reply.kind === 'opened') {
          settle()
          return resolve(reply)
        }
        if (reply.id === undefined) {
          settle()
          void worker.terminate()
          return reject(errorOf((reply as { failure: Failure }).failure))
        }
        const request = pending.get(reply.id)
        if (!request) return
        pending.delete(reply.id)
        if (pending.size === 0) worker.unref()
        spare.push(request.buffer)
        if (reply.kind === 'failed') return request.reject(errorOf(reply.failure))
        const { out, buffer } = request
        out.set(new Float32Array(buffer, 0, out.length))
        request.resolve()
      })
      const died = (why: string) => {
        settle()
        end(new DataError(`the thread that reads ${path} died (${why}); start again`))
        reject(ended)
      }
      worker.on('error', (error) => died((error as Error).message))
      worker.on('exit', (code) => died(`it ended with code ${code}`))
    },
  )
  // A source that nobody closes does not keep the process alive.
  worker.unref()

  return {
    name,
    rows,
    cols,
    read(wanted, out) {
      const outside = wanted.find((r) => r >= rows)
      if (outside !== undefined) {
        return Promise.reject(new DataError(`${name}: there is no row ${outside}, it has ${rows}`))
      }
      if (out.length !== wanted.length * cols) {
        const needed = `${wanted.length} rows of ${cols} need ${wanted.length * cols} values`
        return Promise.reject(new DataError(`${name}: ${needed}, the array holds ${out.length}`))
      }
      if (ended) return Promise.reject(ended)
      return new Promise((resolve, reject) => {
        const id = nextId++
        const buffer = bufferOf(spare, out.byteLength)
        pending.set(id, { buffer, out, resolve, reject })
        if (pending.size === 1) worker.ref()
        // A view would be sent with all that it is a view of.
        const request: RowRequest = { id, rows: wanted.slice(), buffer }
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(request)
      })
    },
    async close() {
      end(new DataError(`${name} is closed`))
      await worker.terminate()
    },
  }
}

/** One that went round before, or one that takes the place of a smaller one. */
function bufferOf(spare: SharedArrayBuffer[], bytes: number): SharedArrayBuffer {
  const fitting = spare.findIndex(({ byteLength }) => byteLength >= bytes)
  if (fitting >= 0) return spare.splice(fitting, 1)[0]!
  spare.pop()
  return new SharedArrayBuffer(bytes)
}

function errorOf({ message, isDataError }: Failure): Error {
  return isDataError ? new DataError(message) : new Error(message)
}
