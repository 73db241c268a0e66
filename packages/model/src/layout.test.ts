import { expect, it } from 'vitest'
import { layout, serves } from './layout.ts'
import { initialParameters } from './parameters.ts'
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

it('a shared encoder reads every modality with the same columns and decodes into its own', () => {
  const modalities = [two[0]!, { name: 'text', width: 4 }]
  const plan = layout(modalities, 8, presets.aligned)
  expect(plan.spans.map(({ w }) => w)).toEqual([0, 4])
  expect(plan.encoderSpans).toEqual([
    { x: 0, w: 0, width: 4 },
    { x: 4, w: 0, width: 4 },
  ])
  expect([plan.atomWidth, plan.encoderWidth]).toEqual([8, 4])
  const { decoder, encoder } = initialParameters(plan, presets.aligned, 1)
  for (let i = 0; i < 8; i++) {
    const row = [...encoder!.subarray(4 * i, 4 * i + 4)]
    expect([...decoder.subarray(8 * i, 8 * i + 8)]).toEqual([...row, ...row])
    expect(Math.hypot(...row)).toBeCloseTo(1, 6)
  }
  expect(() => layout(two, 8, presets.aligned)).toThrow(
    'preset "aligned" shares one encoder and needs equal widths, found image 4, text 3',
  )
})
