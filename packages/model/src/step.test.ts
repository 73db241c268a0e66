import { contrastive } from '@cmgsae/regularizers'
import { createRandom, createReference, matrix } from '@cmgsae/tensor'
import { allclose } from '@cmgsae/vitest'
import { expect, it } from 'vitest'
import { createDeadLatents } from './dead-latents.ts'
import { partitionOf } from './groups.ts'
import { layout } from './layout.ts'
import { uploadParameters } from './optimizer.ts'
import { initialParameters } from './parameters.ts'
import { latentMaskOf, maskOf } from './parts.ts'
import { penaltiesOf } from './penalize.ts'
import { preset } from './presets/index.ts'
import { override } from './recipe.ts'
import { createStepper } from './step.ts'
import { update } from './update.ts'
import { takeStatistics } from './statistics.ts'

it('allocates no buffers inside a training step', async () => {
  const random = createRandom(1)
  const rows = 64
  const recipe = override(preset('cmgsae'), { activation: { kind: 'topK', k: 8 } })
  const modalities = [
    { name: 'a', width: 96 },
    { name: 'b', width: 64 },
  ]
  const plan = layout(modalities, 256, recipe)
  const matrices = modalities.map(({ width }) =>
    matrix(
      rows,
      width,
      Float32Array.from({ length: rows * width }, () => random.normal()),
    ),
  )
  const indices = Uint32Array.from({ length: rows }, (_, n) => n)
  const split = { train: indices, validation: new Uint32Array(0) }
  const sources = { matrices, ...(await takeStatistics(matrices, split, recipe)) }
  const backend = createReference()
  const parameters = await uploadParameters(backend, initialParameters(plan, recipe, 0), 256)
  const partition = partitionOf(recipe, 256)
  const dead = createDeadLatents(256, 1)
  dead.dead.fill(1, 0, 20)
  dead.count = 20
  const stepper = createStepper(
    {
      backend,
      plan,
      recipe,
      mask: maskOf(recipe.mask),
      latentMask: latentMaskOf(0.1),
      penalties: penaltiesOf(recipe.penalties, partition, { until: 0.2 }),
      groups: partition,
      parameters,
      dead,
    },
    rows,
  )
  const steps = async (from: number, to: number) => {
    for (let step = from; step < to; step++) {
      const draw = { seed: 1, step, progress: step / 60, sparsity: 0 }
      await stepper.run(sources, indices, draw, true)
      await update(backend, plan, recipe, parameters, {
        terms: stepper.terms,
        learningRate: 1e-3,
        step: step + 1,
      })
    }
  }
  // Scratch grows while shapes are new.
  await steps(0, 10)
  const before = process.memoryUsage().arrayBuffers
  await steps(10, 60)
  // The smallest buffer a step might allocate, a batch's codes, would show 50 times over.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(rows * 8 * 4)
})

it('contrasts samples in the modalities they have, whichever others they lack', async () => {
  const random = createRandom(2)
  const rows = 24
  const contrast = { weight: 0.3, temperature: 0.07 }
  const recipe = override(preset('cmgsae'), {
    activation: { kind: 'topK', k: 4 },
    penalties: [{ kind: 'contrastive', ...contrast }],
  })
  const modalities = ['a', 'b', 'c'].map((name) => ({ name, width: 8 }))
  const plan = layout(modalities, 32, recipe)
  const matrices = modalities.map(({ width }, s) => {
    const data = Float32Array.from({ length: rows * width }, () => random.normal())
    // Half of the samples lack c, the others a.
    for (let n = 0; n < rows; n++) {
      if (s !== 1 && n % 2 === (s === 0 ? 1 : 0)) data.fill(NaN, n * width, (n + 1) * width)
    }
    return matrix(rows, width, data)
  })
  const indices = Uint32Array.from({ length: rows }, (_, n) => n)
  const split = { train: indices, validation: new Uint32Array(0) }
  const sources = { matrices, ...(await takeStatistics(matrices, split, recipe)) }
  const backend = createReference()
  const partition = partitionOf(recipe, 32)
  const stepper = createStepper(
    {
      backend,
      plan,
      recipe,
      mask: maskOf(recipe.mask),
      latentMask: null,
      penalties: penaltiesOf(recipe.penalties, partition, { until: 0 }),
      groups: partition,
      parameters: await uploadParameters(backend, initialParameters(plan, recipe, 0), 32),
      dead: createDeadLatents(32, 1),
    },
    rows,
  )
  const draw = { seed: 1, step: 0, progress: 1, sparsity: 0 }
  const { penalty } = await stepper.run(sources, indices, draw, true)
  const codes = stepper.passes.map(({ host }) => host)
  allclose([penalty], [contrastive(contrast).value(codes)], { rtol: 1e-5 })
  // Untrained codes know nothing of pairs: two contrasts of twelve rows each.
  expect(penalty).toBeGreaterThan(0.3 * Math.log(12))
})
