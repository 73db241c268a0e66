// Runs on the main thread, then in a worker thread of its own; prints what computed.
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { trial, type Outcome } from './trial.js'

if (isMainThread) {
  const outcomes = [await trial(1), await trial(2)]
  const worker = new Worker(new URL(import.meta.url))
  outcomes.push(
    await new Promise<Outcome>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    }),
  )
  console.log(JSON.stringify(outcomes))
} else {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(await trial(2))
}
