import { expect, it } from 'vitest'
import { litLatents, sharedGroups } from './shared-code.ts'

const code = (entries: Record<number, number>, groups: number[]) => ({
  indices: Uint32Array.from(Object.keys(entries), Number),
  values: Float32Array.from(Object.values(entries)),
  groups: Float32Array.from(groups),
})

it('puts the latents that both codes light first, then the strongest', () => {
  const lit = litLatents(code({ 1: 2, 5: 1 }, []), code({ 3: 4, 5: 0.5 }, []))
  expect(lit).toEqual([
    { latent: 5, first: 1, second: 0.5 },
    { latent: 3, first: 0, second: 4 },
    { latent: 1, first: 2, second: 0 },
  ])
})

it('lists groups that both light, by the weaker of the two', () => {
  const shared = sharedGroups(code({}, [3, 0, 1, 2]), code({}, [0.5, 2, 0.75, 2]))
  expect(shared.map(({ group }) => group)).toEqual([3, 2, 0])
})
