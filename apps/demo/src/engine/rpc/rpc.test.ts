import { expect, it, vi } from 'vitest'
import { DemoError } from '../../errors.ts'
import { connect } from './connect.ts'
import type { CallOptions } from './protocol.ts'
import { serve } from './serve.ts'
import { transferables } from './transferables.ts'

interface Api {
  double(args: { values: Float32Array }): Promise<Float32Array>
  count(args: { to: number }, options?: CallOptions<number>): Promise<string>
  fail(args?: undefined): Promise<void>
}

/** Both ends in one thread, over a channel that copies and moves as workers do. */
function linked(): { api: Api; heardAbort: () => boolean; close: () => void } {
  const { port1, port2 } = new MessageChannel()
  let heard = false
  serve<Api>(
    {
      double: ({ values }) => values.map((value) => 2 * value),
      async count({ to }, { signal, onProgress }) {
        for (let n = 1; n <= to; n++) {
          onProgress(n)
          await new Promise((resolve) => setTimeout(resolve, 5))
          heard = signal.aborted
          signal.throwIfAborted()
        }
        return `${to}`
      },
      fail() {
        throw new Error('the file is empty; give another')
      },
    },
    port2 as never,
  )
  port1.start()
  port2.start()
  return { api: connect<Api>(port1 as never), heardAbort: () => heard, close: () => port1.close() }
}

it('calls, reports progress, and tells failures as errors that can be shown', async () => {
  const { api, close } = linked()
  const values = Float32Array.of(1, 2)
  expect([...(await api.double({ values }))]).toEqual([2, 4])
  expect(values).toHaveLength(2)
  const progress: number[] = []
  expect(await api.count({ to: 3 }, { onProgress: (n) => void progress.push(n) })).toBe('3')
  expect(progress).toEqual([1, 2, 3])
  const failure = await api.fail().catch((error: unknown) => error)
  expect(DemoError.isInstance(failure)).toBe(true)
  expect(failure).toMatchObject({ message: 'the file is empty; give another' })
  close()
})

it('aborts at once on this side, and soon on the other', async () => {
  const { api, heardAbort, close } = linked()
  const controller = new AbortController()
  const call = api.count({ to: 100 }, { signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(call).rejects.toThrow('enough')
  await vi.waitFor(() => expect(heardAbort()).toBe(true))
  await expect(api.count({ to: 1 }, { signal: controller.signal })).rejects.toThrow('enough')
  close()
})

it('moves every buffer once, and leaves shared ones', () => {
  const [a, b] = [new Float32Array(2), new Uint8Array(3)]
  const shared = new Uint8Array(new SharedArrayBuffer(4))
  const found = transferables({ a, again: a.subarray(1), list: [{ b }], shared, text: ['x'] })
  expect(found).toEqual([a.buffer, b.buffer])
})
