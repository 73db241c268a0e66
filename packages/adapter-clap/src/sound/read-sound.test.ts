import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { refusalOf } from '../testing/refusal-of.ts'
import { sine } from '../testing/wav-file.ts'
import { readSound } from './read-sound.ts'

const flac = fileURLToPath(new URL('../../fixtures/sine.flac', import.meta.url))

it('reads a file at its own rate, or at another', async () => {
  const own = await readSound(flac)
  expect([own.sampleRate, own.samples.length]).toEqual([16000, 8000])
  const { samples, sampleRate } = await readSound(flac, { sampleRate: 48000 })
  expect([sampleRate, samples.length]).toEqual([48000, 24000])
  const expected = sine(500, { sampleRate: 48000, amplitude: 0.375 })
  for (let i = 1000; i < 23000; i += 7) expect(samples[i]).toBeCloseTo(expected[i]!, 3)
})

it('refuses a rate that no sound has', async () => {
  const error = await refusalOf(readSound(flac, { sampleRate: 0.5 }))
  expect(error.message).toContain('0.5 samples a second')
})
