import { expect, it } from 'vitest'
import { loadDataset } from './datasets/load-dataset.ts'
import { createPlanner, CURVED, QUICK_PROBE } from './plan.ts'

it.each([11, 32])(
  'measures every point of the curve on unseen classes, too (more: %i)',
  async (moreK) => {
    const dataset = await loadDataset({ kind: 'synthetic', samples: 200, seed: 0 })
    const settings = {
      models: ['dense', 'separate', 'cmgsae'],
      variants: {},
      splits: 2,
      latents: 128,
      k: 8,
      moreK,
      epochs: 1,
      batch: null,
      probe: QUICK_PROBE,
      tune: false,
      curve: CURVED.l0,
    }
    const fits = (unseen: boolean) =>
      createPlanner(dataset, 'data', { ...settings, unseen }, { folder: '', info: {} })
        .fits(new Map())
        .flatMap(({ task }) =>
          task.kind === 'fit' && 'k' in task.recipe.activation
            ? [`${task.recipe.preset} ${task.recipe.activation.k} ${task.part}`]
            : [],
        )
    const points = (part: string) => [
      ...CURVED.l0.map((l0) => `cmgsae ${l0} ${part}`),
      ...[...new Set([...CURVED.l0, moreK])].map((l0) => `separateMatched ${l0} ${part}`),
    ]
    const twice = (once: string[]) => [...once, ...once].sort()
    expect(fits(false).sort()).toEqual(twice(points('all')))
    expect(fits(true).sort()).toEqual(twice([...points('all'), ...points('seen classes')]))
  },
)
