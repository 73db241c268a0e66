import { fileURLToPath } from 'node:url'
import type { EmbeddingAdapter } from '@cmgsae/adapter'
import { testAdapter } from '@cmgsae/adapter/testing'
import { allclose } from '@cmgsae/vitest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clapSounds } from './clap-sounds.ts'
import type { SoundInput } from './sound/sound-input.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { TINY_CLAP } from './testing/tiny-clap.ts'
import { bytesOf, sine, wavFile } from './testing/wav-file.ts'

const fixture = (file: string) => fileURLToPath(new URL(`../fixtures/${file}`, import.meta.url))
const tone = (frequency: number, seconds: number) => ({
  samples: sine(frequency, { seconds }),
  sampleRate: 16000,
})

let adapter: EmbeddingAdapter<SoundInput>
beforeAll(async () => {
  adapter = await clapSounds({ folder: TINY_CLAP, batchSize: 2 })
})
afterAll(() => adapter.dispose())

async function vectorOf(input: SoundInput): Promise<Float32Array> {
  return (await adapter.embed([input])).data
}

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0)

it('keeps the contract of adapters', async () => {
  const inputs = [
    fixture('sine.mp3'),
    new Blob([wavFile(bytesOf(Int16Array.of(1, 20000, -3)))]),
    tone(880, 3.5),
  ]
  const own = await clapSounds({ folder: TINY_CLAP, batchSize: 2 })
  expect((await testAdapter(own, { inputs })).passed).toHaveLength(11)
})

describe('clapSounds', () => {
  it('knows its model and width before the first sound', () => {
    expect(adapter).toMatchObject({ modality: 'audio', width: 64 })
    expect(adapter.modelId).toMatch(/^tiny-clap.*:fp32$/)
  })

  it('gives unit vectors, also of silence', async () => {
    const silence = { samples: new Float32Array(8000), sampleRate: 16000 }
    const vector = await vectorOf(silence)
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6)
  })

  it('gives a sound one vector in every lossless form', async () => {
    const samples = Float32Array.from(sine(500), (value) => Math.round(value * 32768) / 32768)
    const right = samples.map((value) => value / 2)
    const pcm = Int16Array.from(samples, (value) => value * 32768)
    const expected = await vectorOf({ samples, sampleRate: 16000 })
    expect(await vectorOf(wavFile(bytesOf(pcm), { sampleRate: 16000 }))).toEqual(expected)
    const six = Int16Array.from({ length: 6 * pcm.length }, (_, i) => pcm[Math.floor(i / 6)]!)
    expect(await vectorOf(wavFile(bytesOf(six), { sampleRate: 16000, channels: 6 }))).toEqual(
      expected,
    )
    const stereo = await vectorOf({ samples: [samples, right], sampleRate: 16000 })
    allclose(await vectorOf(fixture('sine.flac')), stereo, { atol: 1e-2 })
  })

  it('repeats a short sound: of any length, its vector hardly changes', async () => {
    // Whole periods, so that the repeats join without a click.
    const once = await vectorOf(tone(500, 0.01))
    for (const seconds of [0.5, 1.5, 2, 3]) {
      expect(cosine(once, await vectorOf(tone(500, seconds)))).toBeGreaterThan(0.999)
    }
  })

  it('averages the windows of a long sound', async () => {
    // 7 s in windows of 3 s: they begin at 0, 2 and 4 s.
    const { samples, sampleRate } = tone(200, 7)
    const chirp = samples.map((_, i) => 0.5 * Math.sin((i / 16000) ** 2 * 900))
    const parts = [0, 2, 4].map((start) => ({
      samples: chirp.slice(start * 16000, (start + 3) * 16000),
      sampleRate,
    }))
    const { data } = await adapter.embed(parts)
    const mean = data.slice(0, 64).map((value, i) => value + data[64 + i]! + data[128 + i]!)
    const length = Math.hypot(...mean)
    expect(length).toBeLessThan(2.9999)
    const whole = await vectorOf({ samples: chirp, sampleRate })
    allclose(
      whole,
      mean.map((value) => value / length),
      { atol: 1e-5 },
    )
  })

  it('takes many windows in batches', async () => {
    const { data } = await adapter.embed([tone(500, 60), tone(500, 3)])
    expect(cosine(data.slice(0, 64), data.slice(64))).toBeGreaterThan(0.999)
  })

  it.each<[string, SoundInput, string]>([
    ['an empty file', new Uint8Array(), 'input 1: an empty file (0 bytes)'],
    ['text named .wav', new File(['hello'], 'hello.wav'), 'hello.wav: no wav, flac, ogg'],
    ['NaN', { samples: Float32Array.of(NaN), sampleRate: 16000 }, 'input 1: sample 0 is NaN'],
    ['a missing file', '/no/such.wav', '/no/such.wav: cannot be read: ENOENT'],
    ['a number', 7 as unknown as SoundInput, 'input 1: a value of type number is no sound'],
    [
      'nothing',
      undefined as unknown as SoundInput,
      'input 1: a value of type undefined is no sound',
    ],
  ])('refuses %s by name', async (_, input, says) => {
    expect((await refusalOf(adapter.embed([tone(300, 1), input]))).message).toContain(says)
  })

  it('hears an abort between the windows of one sound', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const long = tone(500, 300)
    setTimeout(() => controller.abort(reason), 20)
    const begun = performance.now()
    const pending = adapter.embed([long], { signal: controller.signal })
    await expect(pending).rejects.toBe(reason)
    const heard = performance.now() - begun
    expect(heard).toBeLessThan(1000)
  })

  it('refuses a batch size of 0', async () => {
    expect((await refusalOf(clapSounds({ batchSize: 0 }))).message).toContain('batchSize is 0')
  })
})
