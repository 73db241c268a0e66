import { expect, it } from 'vitest'
import { vectorsOf } from './vectors-of.ts'

it('finds the output by its name, and says which there are', () => {
  const data = Float32Array.of(1, 2)
  expect(vectorsOf({ text_embeds: { dims: [1, 2], data } }, 'text_embeds')).toBe(data)
  expect(() => vectorsOf({ last: { dims: [1, 2], data } }, 'text_embeds')).toThrow(
    'the graph gives last, not text_embeds',
  )
})

it.skipIf(!('Float16Array' in globalThis))('widens half floats', () => {
  const Half = (globalThis as unknown as { Float16Array: { of(...v: number[]): unknown } })
    .Float16Array
  expect(vectorsOf({ v: { dims: [1, 2], data: Half.of(0.5, -2) } }, 'v')).toEqual(
    Float32Array.of(0.5, -2),
  )
})

it('refuses integers', () => {
  expect(() => vectorsOf({ v: { dims: [1, 1], data: Uint16Array.of(1) } }, 'v')).toThrow(
    'another dtype',
  )
})
