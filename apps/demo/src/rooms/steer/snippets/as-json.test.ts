import { expect, it } from 'vitest'
import { asJson } from './as-json.ts'

it('says what was steered, how, and the code that comes out', () => {
  const after = {
    indices: Uint32Array.of(2, 5),
    values: Float32Array.of(0.1, 1.5),
    groups: Float32Array.of(1),
  }
  const text = asJson({
    run: 'My "run"',
    of: { text: 'a dog' },
    edits: [
      { kind: 'boost', target: { kind: 'group', index: 3 }, amount: 1.5, name: 'dog, cat' },
      { kind: 'suppress', target: { kind: 'latent', index: 4 }, amount: 0, name: 'bee #4' },
    ],
    steering: { before: after, after },
    latents: 8,
    modalities: ['image'],
  })
  expect(JSON.parse(text)).toEqual({
    run: 'My "run"',
    of: { text: 'a dog' },
    edits: [
      { kind: 'boost', target: { kind: 'group', index: 3, name: 'dog, cat' }, amount: 1.5 },
      { kind: 'suppress', target: { kind: 'latent', index: 4, name: 'bee #4' } },
    ],
    code: { latents: 8, indices: [2, 5], values: [0.1, 1.5] },
  })
  expect(text.split('\n').length).toBe(13)
})
