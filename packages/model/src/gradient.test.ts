import {
  createRandom,
  createReference,
  matrix,
  sparseCodes,
  type Backend,
  type GradientTerm,
  type Matrix,
} from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { createDeadLatents } from './dead-latents.ts'
import { partitionOf } from './groups.ts'
import { layout } from './layout.ts'
import { uploadParameters } from './optimizer.ts'
import { initialParameters, type Parameters } from './parameters.ts'
import { latentMaskOf, maskOf } from './parts.ts'
import { penaltiesOf } from './penalize.ts'
import { presets } from './presets/index.ts'
import { override, type PenaltySpec, type Recipe, type RecipeOverrides } from './recipe.ts'
import { createStepper } from './step.ts'
import { takeStatistics } from './statistics.ts'

const samples = 6
const latents = 12

function embeddings(seed: number, cols: number): Matrix {
  const random = createRandom(seed)
  return matrix(
    samples,
    cols,
    Float32Array.from({ length: samples * cols }, () => random.normal()),
  )
}

/** Checks ∂loss of one training step against central differences, parameter by parameter. */
async function check(
  recipe: Recipe,
  {
    widths = [5, 4],
    missing = [] as [row: number, modality: number][],
    dead = [] as number[],
    skip = [] as string[],
  } = {},
): Promise<number> {
  const modalities = widths.map((width, s) => ({ name: `m${s}`, width }))
  const matrices = widths.map((width, s) => embeddings(s + 1, width))
  for (const [n, s] of missing) matrices[s]!.data.fill(NaN, n * widths[s]!, (n + 1) * widths[s]!)
  const rows = Uint32Array.from({ length: samples }, (_, n) => n)
  const plan = layout(modalities, latents, recipe)
  const split = { train: rows, validation: new Uint32Array(0) }
  const sources = { matrices, ...(await takeStatistics(matrices, split, recipe)) }
  const backend = createReference()
  const host = initialParameters(plan, recipe, 5)
  const random = createRandom(9)
  for (const values of [host.encoder, host.bias, host.center]) {
    values?.forEach((value, i) => (values[i] = value + 0.1 * random.normal()))
  }
  host.gain?.forEach((_, i) => (host.gain![i] = 0.6 + 0.3 * random.uniform()))
  host.theta?.forEach((_, i) => (host.theta![i] = 0.1 + 0.1 * random.uniform()))
  const partition = partitionOf(recipe, latents)
  const tracker = createDeadLatents(latents, 1)
  for (const i of dead) {
    // Too faint to make the main code, yet able to fire in the auxiliary one.
    const width = plan.encoderWidth
    host.encoder!.subarray(i * width, (i + 1) * width).forEach((_, j, row) => {
      row[j]! *= 0.1
    })
    host.bias[i] = 0
    tracker.dead[i] = 1
    tracker.count++
  }
  const parameters = await uploadParameters(backend, host, latents)
  const stepper = createStepper(
    {
      backend,
      plan,
      recipe,
      mask: maskOf(recipe.mask),
      latentMask: latentMaskOf(recipe.latentMask),
      penalties: penaltiesOf(recipe.penalties, partition, { until: 0 }),
      groups: partition,
      parameters,
      dead: tracker,
    },
    samples,
  )
  const draw = { seed: 3, step: 2, progress: 1, sparsity: 0.02 }
  const run = () => stepper.run(sources, rows, draw, true)
  let loss = await run()
  expect(loss.reconstruction).toBeGreaterThan(0)
  const sparsity = () => {
    if (recipe.activation.kind !== 'relu') return 0
    let sum = 0
    for (const { host: codes } of stepper.passes) {
      for (let e = 0; e < codes.offsets[codes.rows]!; e++) sum += codes.values[e]!
    }
    return (draw.sparsity * sum) / samples
  }
  // Which latents fired: a finite difference across a change of support means nothing.
  const support = () =>
    stepper.passes
      .flatMap(({ host: main, auxiliary }) => [main, ...(auxiliary ? [auxiliary.host] : [])])
      .map(({ rows: n, offsets, indices }) => `${indices.subarray(0, offsets[n])}`)
      .join(';')
  let checked = 0
  const widthOf: Record<string, number> = { decoder: plan.atomWidth, encoder: plan.encoderWidth }
  for (const [name, parameter] of Object.entries(parameters)) {
    if (skip.includes(name)) continue
    const width = widthOf[name] ?? 1
    loss = await run()
    const gradient = new Float32Array(parameter.entries)
    if (parameter.gradient) await backend.read(parameter.gradient, gradient)
    else {
      const terms = name === 'decoder' ? stepper.terms.decoder : stepper.terms.encoder!
      for (const term of terms) await addTerm(backend, term, width, gradient)
    }
    const values = host[name as keyof Parameters]!
    // The step is asynchronous only in form on the reference backend, yet must be awaited.
    const at = async (i: number, value: number) => {
      values[i] = value
      await backend.write(parameter.value, values)
      loss = await run()
      return loss.reconstruction + loss.penalty + loss.auxiliary + sparsity()
    }
    for (let i = 0; i < values.length; i++) {
      const latent = Math.floor(i / width)
      if (dead.length > 0 && (name === 'center' || !dead.includes(latent))) continue
      const saved = values[i]!
      await at(i, saved)
      const fired = support()
      const up = await at(i, saved + 2e-3)
      const moved = support() !== fired
      const down = await at(i, saved - 2e-3)
      if (moved || support() !== fired) {
        await at(i, saved)
        continue
      }
      await at(i, saved)
      const numeric = (up - down) / 4e-3
      if (name === 'decoder' && frozen(plan, i)) continue
      expect(
        Math.abs(gradient[i]! - numeric),
        `${name}[${i}]: ${gradient[i]} against ${numeric}`,
      ).toBeLessThan(2e-3 + 0.03 * Math.abs(numeric))
      checked += Math.abs(numeric) > 1e-3 ? 1 : 0
    }
  }
  return checked
}

/** into += Σ_n h_n x_nᵀ on the term's columns. */
async function addTerm(
  backend: Backend,
  { codes, x, spans }: GradientTerm,
  width: number,
  into: Float32Array,
): Promise<void> {
  const host = sparseCodes(codes.rows, codes.latents, codes.capacity)
  await backend.readCodes(codes, host)
  const rows = new Float32Array(x.rows * x.cols)
  await backend.read(x, rows)
  for (let n = 0; n < host.rows; n++) {
    for (let e = host.offsets[n]!; e < host.offsets[n + 1]!; e++) {
      const start = host.indices[e]! * width
      for (const span of spans) {
        for (let j = 0; j < span.width; j++) {
          into[start + span.w + j]! += host.values[e]! * rows[n * x.cols + span.x + j]!
        }
      }
    }
  }
}

/** Entries of private atoms that `update` holds at zero. */
function frozen(plan: ReturnType<typeof layout>, entry: number): boolean {
  const latent = Math.floor(entry / plan.atomWidth)
  const column = entry % plan.atomWidth
  return plan.privateLatents.some(([from, to], s) => {
    const { w, width } = plan.spans[s]!
    return latent >= from && latent < to && (column < w || column >= w + width)
  })
}

const small: RecipeOverrides = {
  activation: { kind: 'topK', k: 3 },
  groups: { kind: 'contiguous', size: 4 },
  auxK: null,
}

describe('gradients agree with finite differences', () => {
  for (const [name, recipe] of Object.entries(presets)) {
    const widths = recipe.sharing === 'joint' ? [5, 4] : [5, 5]
    const activation =
      recipe.activation.kind === 'batchTopK'
        ? ({ kind: 'batchTopK', k: 3 } as const)
        : ({ kind: 'topK', k: 3 } as const)
    it(`preset ${name}`, async () => {
      const found = await check(override(recipe, { ...small, activation }), {
        widths,
        skip: activation.kind === 'batchTopK' ? ['theta'] : [],
      })
      expect(found).toBeGreaterThan(40)
    })
  }

  const bare = override(presets.cross, { ...small, penalties: [] })
  for (const activation of [
    { kind: 'relu', l0: 3 },
    { kind: 'groupTopK', k: 3, groups: 2 },
    { kind: 'batchTopK', k: 2 },
  ] as const) {
    it(`activation ${activation.kind}`, async () => {
      expect(await check(override(bare, { activation }), { skip: ['theta'] })).toBeGreaterThan(40)
    })
  }

  const penalties: PenaltySpec[] = [
    { kind: 'l1', weight: 0.1 },
    { kind: 'elastic', l1: 0.1, l2: 0.2 },
    { kind: 'groupLasso', weight: 0.1 },
    { kind: 'treeGroupLasso', weight: 0.05, branching: 2 },
    { kind: 'crossModalGroup', weight: 0.1 },
    { kind: 'contrastive', weight: 0.2, temperature: 0.3 },
  ]
  for (const penalty of penalties) {
    it(`penalty ${penalty.kind}`, async () => {
      expect(await check(override(bare, { penalties: [penalty] }))).toBeGreaterThan(40)
    })
  }

  it('visible loss, several views, tied weights with a gain, blocks', async () => {
    const recipe = override(presets.views, {
      ...small,
      views: 2,
      mask: { kind: 'block', rate: 0.4, length: 2 },
    })
    expect(await check(recipe)).toBeGreaterThan(40)
  })

  it('three modalities of unequal width, some missing', async () => {
    const recipe = override(presets.cmgsae, small)
    const missing: [number, number][] = [
      [0, 1],
      [2, 0],
      [2, 2],
    ]
    expect(await check(recipe, { widths: [5, 3, 4], missing })).toBeGreaterThan(40)
  })

  it('three modalities, two in each sample', async () => {
    const recipe = override(presets.cmgsae, small)
    const missing = [0, 1, 2, 3, 4, 5].map((n): [number, number] => [n, n < 3 ? 2 : 0])
    expect(await check(recipe, { widths: [5, 3, 4], missing })).toBeGreaterThan(40)
  })

  it('one encoder for all, with private latents', async () => {
    const recipe = override(presets.cmgsae, { ...small, sharing: 'encoder' })
    expect(await check(recipe, { widths: [5, 5, 5] })).toBeGreaterThan(40)
    const reviving = override(recipe, {
      activation: { kind: 'topK', k: 1 },
      auxK: { k: 2, window: 0, weight: 0.5 },
    })
    expect(await check(reviving, { widths: [5, 5], dead: [1, 7, 10] })).toBeGreaterThan(10)
  })

  it('AuxK, on the dead latents it trains', async () => {
    const recipe = override(bare, {
      activation: { kind: 'topK', k: 1 },
      auxK: { k: 2, window: 0, weight: 0.5 },
    })
    expect(await check(recipe, { dead: [1, 7, 10] })).toBeGreaterThan(10)
  })
})
