import { parentPort, workerData } from 'node:worker_threads'
import { settleRows } from '../check-rows.ts'
import { DataError } from '../errors.ts'
import { gatherRows } from '../gather-rows.ts'
import { explainFileError } from './file-error.ts'
import { openFrom } from './open-embeddings.ts'
import type { Failure, RowReply, RowRequest, RowWorkerInput } from './row-messages.ts'
import { steadyFile } from './steady-file.ts'
import { transcode } from './transcode.ts'

const port = parentPort!
const { path, options, allowMissing } = workerData as RowWorkerInput

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const say = (reply: RowReply) => port.postMessage(reply)

function failureOf(error: unknown): Failure {
  const explained = explainFileError(error, 'read', path)
  return {
    message: (explained as Error).message,
    isDataError: DataError.isInstance(explained),
  }
}

async function open() {
  const table = await openFrom(path, options, steadyFile)
  if (table.direct) return table
  return transcode(table, (done, total) => say({ kind: 'transcoded', done, total }))
}

try {
  const table = await open()
  const { name, rows, cols } = table
  say({ kind: 'opened', name, rows, cols })
  let last = Promise.resolve()
  port.on('message', (request: RowRequest) => {
    last = last.then(() => answer(request))
  })

  async function answer({ id, rows: wanted, buffer }: RowRequest): Promise<void> {
    try {
      const out = new Float32Array(buffer, 0, wanted.length * cols)
      await gatherRows(table, wanted, out)
      settleRows(out, cols, wanted, { name, allowMissing })
      say({ kind: 'read', id })
    } catch (error) {
      say({ kind: 'failed', id, failure: failureOf(error) })
    }
  }
} catch (error) {
  say({ kind: 'failed', failure: failureOf(error) })
}
