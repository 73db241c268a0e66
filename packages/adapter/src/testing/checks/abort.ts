import { AdapterError } from '../../errors.ts'
import type { Check, Subject } from '../check.ts'
import { describe, rejectionOf } from '../rejection.ts'

/** An abort before the last progress report rejects with the signal's reason. */
export const abort: Check = {
  name: 'abort',
  async run({ adapter, inputs }) {
    const reason = new Error('aborted by the conformance suite')
    const early = () => adapter.embed(inputs, { signal: AbortSignal.abort(reason) })
    demandReason(await rejectionOf(early, 'with a signal already aborted'), reason)
    await abortAfterCall(adapter, inputs, reason)
    await abortInProgress(adapter, inputs, reason)
  },
}

/** Aborts once `embed` has returned its promise, unless the work was finished by then. */
async function abortAfterCall(
  adapter: Subject['adapter'],
  inputs: Subject['inputs'],
  reason: Error,
): Promise<void> {
  const controller = new AbortController()
  let finished = false
  const pending = adapter.embed(inputs, {
    signal: controller.signal,
    onProgress: ({ done, total }) => (finished = done === total),
  })
  if (finished) {
    await pending
    return
  }
  controller.abort(reason)
  demandReason(await rejectionOf(() => pending, 'when aborted midway'), reason)
}

/** Aborts inside the first report that says there is work left, where one comes. */
async function abortInProgress(
  adapter: Subject['adapter'],
  inputs: Subject['inputs'],
  reason: Error,
): Promise<void> {
  const controller = new AbortController()
  let rejection: { error: unknown } | undefined
  try {
    await adapter.embed(inputs, {
      signal: controller.signal,
      onProgress: ({ done, total }) => {
        if (done < total) controller.abort(reason)
      },
    })
  } catch (error) {
    rejection = { error }
  }
  if (rejection) demandReason(rejection.error, reason)
  else if (controller.signal.aborted) {
    throw new AdapterError('embed resolves when aborted from a progress report, it must reject')
  }
}

function demandReason(error: unknown, reason: Error): void {
  if (error !== reason) {
    throw new AdapterError(`an abort rejects with ${describe(error)}: reject with signal.reason`)
  }
}
