// Times a training step in a worker of a page, where threads may wait; bundled by browser.ts.
import { createWasm } from '@cmgsae/tensor'
import { time } from '../row.ts'
import { createStep, type Sizes } from '../workload.ts'

/** What the worker is asked. */
export interface Question {
  readonly threads: number
  readonly sizes: Sizes
  readonly runs: number
}

globalThis.addEventListener('message', ({ data }) => void answer(data as Question))

async function answer({ threads, sizes, runs }: Question): Promise<void> {
  try {
    const backend = await createWasm({ threads, variant: 'plain', screen: true })
    const { step } = await createStep(backend, sizes)
    const found = await time(step, { runs, signal: new AbortController().signal })
    tell({ ...found, backend: backend.name, threads: backend.threads })
    backend.dispose()
  } catch (error) {
    tell({ error: String(error) })
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
const tell = (told: unknown) => globalThis.postMessage(told)
