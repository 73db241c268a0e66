import { expect, it } from 'vitest'
import { createBatch, fillLossWeights } from './batch.ts'
import { layout } from './layout.ts'
import { preset } from './presets/index.ts'
import { override } from './recipe.ts'

it('weighs the partners that a sample has by their mean, whichever others it lacks', () => {
  const recipe = override(preset('cmgsae'), { selfLoss: 1, crossLoss: 0.5 })
  const modalities = ['a', 'b', 'c'].map((name) => ({ name, width: 4 }))
  const plan = layout(modalities, 32, recipe)
  const batch = createBatch(plan, 4)
  batch.rows = 4
  batch.present.set([1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 1])
  fillLossWeights(batch, plan, recipe, { modality: 0, decoded: [0, 1, 2] }, 1)
  const perRow = Array.from({ length: 4 }, (_, n) =>
    [0, 1, 2].map((s) => {
      const [hidden, visible] = batch.weights.slice(6 * n + 2 * s)
      expect(visible).toBe(hidden)
      // Means over the batch, twice as the gradient of a square has it.
      return hidden! * 2
    }),
  )
  expect(perRow).toEqual([
    [1, 0.25, 0.25],
    [1, 0.5, 0],
    [1, 0, 0],
    [0, 0, 0],
  ])
})
