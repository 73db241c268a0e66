import { expect, it } from 'vitest'
import { layout, serves } from './layout.ts'
import { presets } from './presets/index.ts'

const two = [
  { name: 'image', width: 4 },
  { name: 'text', width: 3 },
]

it('joint atoms: own columns, shared latents first, then a private block per modality', () => {
  const plan = layout(two, 16, presets.cmgsae)
  expect(plan.spans).toEqual([
    { x: 0, w: 0, width: 4 },
    { x: 4, w: 4, width: 3 },
  ])
  expect([plan.sampleWidth, plan.atomWidth]).toEqual([7, 7])
  expect(plan.sharedLatents).toEqual([0, 12])
  expect(plan.privateLatents).toEqual([
    [12, 14],
    [14, 16],
  ])
  expect([11, 12, 15].map((i) => serves(plan, i, 0))).toEqual([true, true, false])
})

it('separate SAEs split an odd number of latents without a rest', () => {
  const plan = layout(two, 7, presets.separate)
  expect(plan.privateLatents).toEqual([
    [0, 4],
    [4, 7],
  ])
  expect(plan.ranges).toEqual([[[0, 4]], [[4, 7]]])
})

it('a shared basis gives every modality the same columns', () => {
  const plan = layout([two[0]!, { name: 'text', width: 4 }], 8, presets.mgsae)
  expect(plan.spans.map(({ w }) => w)).toEqual([0, 0])
  expect(plan.atomWidth).toBe(4)
})
