import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { bytesOf, wavFile } from '../testing/wav-file.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { fetchSound, monoSound } from './load-sound.ts'
import { soundName, type SoundInput } from './sound-input.ts'

const file = wavFile(bytesOf(Int16Array.of(16384, -8192)))
const folder = mkdtempSync(join(tmpdir(), 'clap-'))
const path = join(folder, 'two samples.wav')
writeFileSync(path, file)
const server = createServer((request, response) => {
  if (request.url === '/slow') return
  response.writeHead(request.url === '/a.wav' ? 200 : 404).end(file)
}).listen(0, '127.0.0.1')
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

afterAll(() => {
  rmSync(folder, { recursive: true })
  server.closeAllConnections()
  server.close()
})

async function load(input: SoundInput, signal?: AbortSignal) {
  return monoSound(await fetchSound(input, 'my sound', signal), 'my sound')
}

describe('a sound', () => {
  it.each<[string, () => SoundInput]>([
    ['a path', () => path],
    ['a file URL', () => pathToFileURL(path)],
    ['a file URL as text', () => pathToFileURL(path).href],
    ['a URL', () => new URL(`${address()}/a.wav`)],
    ['a URL as text', () => `${address()}/a.wav`],
    ['a data URL', () => `data:audio/wav;base64,${Buffer.from(file).toString('base64')}`],
    ['a Blob', () => new Blob([file])],
    ['a File', () => new File([file], 'a.wav')],
    ['bytes', () => file],
    ['a buffer', () => file.slice().buffer],
    ['samples', () => ({ samples: Float32Array.of(0.5, -0.25), sampleRate: 8000 })],
    [
      'channels',
      () => ({
        samples: [Float32Array.of(1, 0), Float32Array.of(0, -0.5)],
        sampleRate: 8000,
      }),
    ],
  ])('reads %s', async (_, input) => {
    const { samples, sampleRate } = await load(input())
    expect([...samples]).toEqual([0.5, -0.25])
    expect(sampleRate).toBe(8000)
  })

  it.each<[string, () => SoundInput, string]>([
    ['a missing file', () => join(folder, 'no.wav'), 'ENOENT: no such file or directory'],
    ['a folder', () => folder, 'EISDIR'],
    ['a missing page', () => `${address()}/b.wav`, 'the server answers 404'],
    ['a dead server', () => 'http://127.0.0.1:1/a.wav', 'cannot be read'],
    ['no samples', () => ({ samples: new Float32Array(), sampleRate: 8000 }), 'of 0 samples'],
    ['no channels', () => ({ samples: [], sampleRate: 8000 }), 'of 0 samples'],
    ['a file without samples', () => wavFile([]), 'of 0 samples'],
    [
      'unequal channels',
      () => ({ samples: [new Float32Array(2), new Float32Array(3)], sampleRate: 8000 }),
      'channels of 2 and 3 samples',
    ],
    [
      'a rate of zero',
      () => ({ samples: new Float32Array(2), sampleRate: 0 }),
      '0 samples a second',
    ],
    [
      'a broken rate',
      () => ({ samples: new Float32Array(2), sampleRate: 8000.5 }),
      '8000.5 samples a second',
    ],
    [
      'a NaN',
      () => ({ samples: Float32Array.of(0, NaN), sampleRate: 8000 }),
      'sample 1 is NaN, it must be finite',
    ],
    [
      'an infinity in a file',
      () => wavFile(bytesOf(Float32Array.of(Infinity)), { tag: 3, bits: 32 }),
      'sample 0 is Infinity',
    ],
  ])('refuses %s by name', async (_, input, says) => {
    const error = await refusalOf(load(input()))
    expect(error.message).toMatch(/^my sound: [^\n]*$/)
    expect(error.message).toContain(says)
  })

  it('stops reading on an abort, with its reason', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const pending = load(`${address()}/slow`, controller.signal)
    controller.abort(reason)
    await expect(pending).rejects.toBe(reason)
  })
})

it('calls inputs by their path, address, file or place', () => {
  expect(soundName('a/b.wav', 3)).toBe('a/b.wav')
  expect(soundName(new URL('https://a.org/b.wav'), 3)).toBe('https://a.org/b.wav')
  expect(soundName(new File([], 'b.wav'), 3)).toBe('b.wav')
  expect(soundName(new Uint8Array(), 3)).toBe('input 3')
  expect(soundName(`data:${'a'.repeat(300)}`, 3)).toBe(`data:${'a'.repeat(55)}…`)
})
