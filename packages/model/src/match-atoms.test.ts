import { sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import type { ModelState } from './autoencoder.ts'
import { createMatcher } from './match-atoms.ts'
import { presets } from './presets/index.ts'

/** Six latents for each of two modalities, each known by its bias. */
const state: ModelState = {
  modalities: ['a', 'b'].map((name) => ({ name, width: 1 })),
  latents: 12,
  recipe: presets.separateMatched,
  partition: { names: ['all'], of: new Uint32Array(12) },
  normalizations: [],
  parameters: {
    decoder: new Float32Array(24),
    encoder: null,
    bias: Float32Array.from({ length: 12 }, (_, i) => i),
    gain: null,
    center: new Float32Array(2),
    theta: null,
  },
}

/** Codes of four samples: the values of each latent, the others at 0. */
function codes(values: Readonly<Record<number, readonly number[]>>): SparseCodes {
  const out = sparseCodes(4, 12, 48)
  let stored = 0
  for (let n = 0; n < 4; n++) {
    for (const [latent, list] of Object.entries(values)) {
      if (!list[n]) continue
      out.indices[stored] = Number(latent)
      out.values[stored++] = list[n]!
    }
    out.offsets[n + 1] = stored
  }
  return out
}

const rising = [1, 2, 3, 4]
const falling = [4, 3, 2, 1]
const uneven = [1, 3, 1, 2]

it.each([
  ['fewer vary in the second', { 1: rising, 3: uneven, 4: falling }, { 8: falling, 11: rising }],
  ['fewer vary in the first', { 1: rising, 4: falling }, { 8: falling, 9: uneven, 11: rising }],
])('pairs what varies together where most latents are dead: %s', (_, a, b) => {
  const matcher = createMatcher(state)
  matcher.add([codes(a), codes(b)])
  const order = matcher.finish().parameters.bias.subarray(6)
  expect(order[1]).toBe(11)
  expect(order[4]).toBe(8)
  expect([...order].toSorted((x, y) => x - y)).toEqual([6, 7, 8, 9, 10, 11])
})

it('leaves what varies against each other to dead latents', () => {
  const matcher = createMatcher(state)
  matcher.add([codes({ 2: rising }), codes({ 6: falling })])
  expect(matcher.finish().parameters.bias[6 + 2]).not.toBe(6)
})

it('keeps all where a modality has no latent that varies', () => {
  const matcher = createMatcher(state)
  matcher.add([codes({ 2: rising }), codes({})])
  expect(matcher.finish().parameters.bias).toEqual(state.parameters.bias)
})
