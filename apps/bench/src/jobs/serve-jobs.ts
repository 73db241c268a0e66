import { parentPort } from 'node:worker_threads'

export type WorkerMessage<Result> =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly message: string }

/** Least time between two reports of progress, in milliseconds. */
const QUIET = 200

/** Makes this thread do the jobs it is sent, one after the other, and answer each. */
export function serveJobs<Result>(
  run: (job: unknown, onProgress: (share: number) => void) => Promise<Result>,
): void {
  let reportedAt = 0
  const port = parentPort!
  const say = (message: WorkerMessage<Result>) => port.postMessage(message)
  const report = (share: number) => {
    const now = performance.now()
    if (now - reportedAt < QUIET) return
    reportedAt = now
    say({ kind: 'progress', share })
  }
  port.on('message', (job: unknown) => {
    run(job, report)
      .then((result) => say({ kind: 'done', result }))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        say({ kind: 'failed', message: message.replaceAll(/\s*\n\s*/g, ' ') })
      })
  })
}
