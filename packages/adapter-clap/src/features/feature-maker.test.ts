import { Worker } from 'node:worker_threads'
import { afterAll, expect, it, vi } from 'vitest'
import { refusalOf } from '../testing/refusal-of.ts'
import { sine, wavFile } from '../testing/wav-file.ts'
import { featureMaker } from './feature-maker.ts'
import { soundFeatures } from './sound-features.ts'
import type { WindowFormat } from './window-format.ts'

const format: WindowFormat = {
  sampleRate: 16000,
  length: 4800,
  frame: 512,
  hop: 160,
  bands: 32,
  lowest: 50,
  highest: 8000,
}
const sound = (seconds: number) => ({ samples: sine(700, { seconds }), sampleRate: 16000 })
const { signal } = new AbortController()

const maker = featureMaker(format)
afterAll(() => maker.close())

it('gives in threads what it gives here, in the order of the calls', async () => {
  const here = soundFeatures(format)
  const lengths = [0.1, 2, 0.01, 0.7, 1.3, 0.3]
  const made = await Promise.all(lengths.map((s, i) => maker.make(sound(s), `sound ${i}`, signal)))
  expect(made).toEqual(await Promise.all(lengths.map((seconds) => here(sound(seconds)))))
})

it('leaves the samples that it is given', async () => {
  const { samples, sampleRate } = sound(0.5)
  await maker.make({ samples, sampleRate }, 'sound', signal)
  expect(samples).toEqual(sound(0.5).samples)
})

it('names what it refuses, and goes on', async () => {
  const refused = Array.from({ length: 10 }, (_, i) =>
    refusalOf(maker.make(wavFile([]), `file ${i}`, signal)),
  )
  for (const [i, error] of (await Promise.all(refused)).entries()) {
    expect(error.message).toMatch(new RegExp(`^file ${i}: a sound of 0 samples`))
  }
  expect(await maker.make(sound(0.1), 'sound', signal)).toHaveLength(1)
})

it('hears an abort while it works, and while it waits for a thread', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const calls = Array.from({ length: 12 }, () => maker.make(sound(60), 'long', controller.signal))
  const heard = Promise.allSettled(calls)
  controller.abort(reason)
  for (const result of await heard) expect(result).toEqual({ status: 'rejected', reason })
})

it('works on the spot where there are no threads', async () => {
  vi.stubGlobal('process', undefined)
  try {
    const alone = featureMaker(format)
    expect(await alone.make(sound(0.5), 'sound', signal)).toEqual(
      await soundFeatures(format)(sound(0.5)),
    )
  } finally {
    vi.unstubAllGlobals()
  }
})

it('works on the spot where the file of the threads is missing, as in a bundle', async () => {
  const real = process.getBuiltinModule
  class Lost extends Worker {
    constructor() {
      super(new URL('no-such-file.js', import.meta.url))
    }
  }
  const threads = { ...real('node:worker_threads'), Worker: Lost }
  const spy = vi
    .spyOn(process, 'getBuiltinModule')
    .mockImplementation((id: string) => (id === 'node:worker_threads' ? threads : real(id as 'os')))
  const alone = featureMaker(format)
  spy.mockRestore()
  const made = await Promise.all([0.1, 0.2, 0.3].map((s) => alone.make(sound(s), 'sound', signal)))
  const here = soundFeatures(format)
  expect(made).toEqual(await Promise.all([0.1, 0.2, 0.3].map((s) => here(sound(s)))))
})
