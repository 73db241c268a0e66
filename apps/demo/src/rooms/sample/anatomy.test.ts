import { expect, it } from 'vitest'
import { anatomy } from './anatomy.ts'

it('puts latents into their groups, strongest first, and adds up their shares', () => {
  const code = {
    indices: Uint32Array.of(1, 2, 5),
    values: Float32Array.of(3, 0.5, 4),
    groups: Float32Array.of(0.5, 0, 5),
  }
  const shares = Float32Array.of(0.5, -0.25, 0.75)
  expect(anatomy(code, shares, Uint32Array.of(0, 2, 0, 1, 1, 2))).toEqual([
    {
      group: 2,
      strength: 5,
      share: 1.25,
      latents: [
        { latent: 5, strength: 4, share: 0.75 },
        { latent: 1, strength: 3, share: 0.5 },
      ],
    },
    {
      group: 0,
      strength: 0.5,
      share: -0.25,
      latents: [{ latent: 2, strength: 0.5, share: -0.25 }],
    },
  ])
})

it('has nothing to say of an empty code', () => {
  const none = {
    indices: new Uint32Array(0),
    values: new Float32Array(0),
    groups: new Float32Array(2),
  }
  expect(anatomy(none, new Float32Array(0), Uint32Array.of(0, 1))).toEqual([])
})
