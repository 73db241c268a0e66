import { expect, it } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const wave = () => ({ rate: 48000, samples: Float32Array.from([0, 0.5, -0.5]) })

it.each<[string, () => unknown, (value: never) => void]>([
  ['a sample', wave, (w: ReturnType<typeof wave>) => (w.samples[1] = 0.25)],
  ['a property', wave, (w: ReturnType<typeof wave>) => (w.rate = 44100)],
  ['a buffer', () => new ArrayBuffer(4), (b: ArrayBuffer) => (new Uint8Array(b)[3] = 1)],
  ['one byte of a view', () => new Uint8Array(4096), (b: Uint8Array) => (b[4095] = 1)],
  ['a URL', () => new URL('https://host/a'), (u: URL) => (u.pathname = '/b')],
  ['a map', () => new Map([['a', [1]]]), (m: Map<string, number[]>) => m.get('a')!.push(2)],
  ['a set', () => new Set([1]), (s: Set<number>) => s.add(2)],
  ['the end of an array', () => ['a', 'b'], (a: string[]) => a.pop()],
])('sees a change of %s', (_, make, change) => {
  const value = make()
  const before = fingerprint(value)
  expect(fingerprint(value)).toEqual(before)
  expect(fingerprint(make())).toEqual(before)
  change(value as never)
  expect(fingerprint(value)).not.toEqual(before)
})

it('ends on a value that holds itself', () => {
  const knot: { self?: unknown } = {}
  knot.self = knot
  expect(fingerprint(knot)).toEqual(fingerprint(knot))
})

it('sees that a buffer was handed to a worker', () => {
  const sound = wave()
  const bytes = new ArrayBuffer(4)
  const before = [fingerprint(sound), fingerprint(bytes)]
  structuredClone(null, { transfer: [sound.samples.buffer, bytes] })
  expect(fingerprint(sound)).not.toEqual(before[0])
  expect(fingerprint(bytes)).not.toEqual(before[1])
})
