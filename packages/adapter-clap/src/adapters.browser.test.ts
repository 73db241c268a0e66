import { testAdapter } from '@cmgsae/adapter/testing'
import { env } from '@huggingface/transformers'
import { beforeAll, expect, it } from 'vitest'
import { clapSounds } from './clap-sounds.ts'
import { clapTexts } from './clap-texts.ts'
import { fetchSound, monoSound } from './sound/load-sound.ts'
import { TINY_CLAP } from './testing/tiny-clap.ts'
import { bytesOf, sine, wavFile } from './testing/wav-file.ts'

// Without a path to a CDN, the WebAssembly runtime comes from the bundle.
beforeAll(() => delete env.backends.onnx.wasm!.wasmPaths)

// The runtime, 24 MB of WebAssembly, is compiled first: seconds, or a minute on a busy machine.
const PATIENCE = 120_000

const fixture = (file: string) => new URL(`../fixtures/${file}`, import.meta.url)

it.each([
  ['sine.flac', 8000],
  ['sine-flac.ogg', 8000],
  ['sine-vorbis.ogg', 8000],
  ['sine-opus.ogg', 24000],
  ['sine.mp3', 12000],
])('decodes %s', async (file, length) => {
  const { samples } = await monoSound(await fetchSound(fixture(file), file), file)
  expect(samples).toHaveLength(length)
  // The mean of 0.5 on the left and 0.25 on the right.
  expect(Math.max(...samples.subarray(1000, -1000))).toBeCloseTo(0.375, 1)
})

it('keeps the contract of adapters with sounds', { timeout: PATIENCE }, async () => {
  const sounds = await clapSounds({ folder: TINY_CLAP, batchSize: 2 })
  const inputs = [
    fixture('sine-vorbis.ogg'),
    new Blob([wavFile(bytesOf(Int16Array.of(1, 20000, -3)))]),
    { samples: sine(880, { seconds: 3.5 }), sampleRate: 16000 },
  ]
  expect((await testAdapter(sounds, { inputs, batchSize: 5 })).passed).toHaveLength(11)
})

it('keeps the contract of adapters with texts', { timeout: PATIENCE }, async () => {
  const texts = await clapTexts({ folder: TINY_CLAP, batchSize: 2 })
  expect(
    (await testAdapter(texts, { inputs: ['a bell', 'rain'], batchSize: 5 })).passed,
  ).toHaveLength(11)
})
