import { expect, it } from 'vitest'
import { untilAborted } from './until-aborted.ts'

const never = new Promise<never>(() => {})
const reason = new Error('enough')

it('settles as the work does', async () => {
  const controller = new AbortController()
  expect(await untilAborted(controller.signal, Promise.resolve(7))).toBe(7)
  await expect(untilAborted(controller.signal, Promise.reject(reason))).rejects.toBe(reason)
})

it('rejects with the reason of an abort, before or during the work', async () => {
  await expect(untilAborted(AbortSignal.abort(reason), never)).rejects.toBe(reason)
  const controller = new AbortController()
  const pending = untilAborted(controller.signal, never)
  controller.abort(reason)
  await expect(pending).rejects.toBe(reason)
})
