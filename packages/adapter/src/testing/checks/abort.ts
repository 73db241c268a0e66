import { AdapterError } from '../../errors.ts'
import type { Check, Subject } from '../check.ts'
import { describe, rejectionOf } from '../rejection.ts'

const reason = new Error('aborted by the conformance suite')

/** How many turns of the microtask queue to wait before an abort. */
const TURNS = [0, 1, 3, 10, 30]
/** After which share of the time of a call to abort. */
const SHARES = [0.25, 0.5, 0.75]

/** An abort before the last progress report rejects with the signal's reason. */
export const abort: Check = {
  name: 'abort',
  async run({ adapter, inputs, many }) {
    const early = () => adapter.embed(inputs, { signal: AbortSignal.abort(reason) })
    demandReason(await rejectionOf(early, 'with a signal already aborted'))
    for (const turns of TURNS) await abortAfter(adapter, inputs, () => microtasks(turns))

    const { took, partial } = await watch(adapter, many)
    for (const share of SHARES) await abortAfter(adapter, many, () => sleep(took * share))
    for (const done of new Set([partial[0], partial.at(-1)])) {
      if (done !== undefined) await abortAtReport(adapter, many, done)
    }
  },
}

/** Aborts some time after `embed` gave its promise, unless the work was finished by then. */
async function abortAfter(
  adapter: Subject['adapter'],
  batch: Subject['inputs'],
  wait: () => Promise<void>,
): Promise<void> {
  const controller = new AbortController()
  let finished = false
  const pending = adapter.embed(batch, {
    signal: controller.signal,
    onProgress: ({ done, total }) => (finished = done === total),
  })
  // A failure that comes before the abort is looked at below.
  pending.catch(() => {})
  await wait()
  if (finished) {
    await pending
    return
  }
  controller.abort(reason)
  demandReason(await rejectionOf(() => pending, 'when aborted midway'))
}

/** How long a call takes in ms, and the reports in which work was left. */
async function watch(adapter: Subject['adapter'], batch: Subject['inputs']) {
  const partial: number[] = []
  const start = performance.now()
  await adapter.embed(batch, {
    onProgress: ({ done, total }) => {
      if (done < total) partial.push(done)
    },
  })
  return { took: performance.now() - start, partial }
}

/** Aborts inside the first report of as much work, where one comes. */
async function abortAtReport(
  adapter: Subject['adapter'],
  batch: Subject['inputs'],
  at: number,
): Promise<void> {
  const controller = new AbortController()
  let rejection: { error: unknown } | undefined
  try {
    await adapter.embed(batch, {
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        if (done >= at && done < total) controller.abort(reason)
      },
    })
  } catch (error) {
    rejection = { error }
  }
  if (rejection) demandReason(rejection.error)
  else if (controller.signal.aborted) {
    throw new AdapterError('embed resolves when aborted from a progress report, it must reject')
  }
}

async function microtasks(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await Promise.resolve()
}

async function sleep(ms: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, ms))
}

function demandReason(error: unknown): void {
  if (error !== reason) {
    throw new AdapterError(`an abort rejects with ${describe(error)}: reject with signal.reason`)
  }
}
