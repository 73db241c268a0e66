import { createRandom, matrix, row, type Matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import type { ModelState } from './autoencoder.ts'
import { layout, serves } from './layout.ts'
import { preset } from './presets/index.ts'
import { override, type RecipeOverrides } from './recipe.ts'
import type { RowSource } from './row-source.ts'
import { train } from './train.ts'
import type { TrainOptions } from './train-options.ts'
import type { TrainingState } from './training-state.ts'

const rows = 90
const widths = [6, 9, 4]
const random = createRandom(5)
const hidden = Float32Array.from({ length: rows * 3 }, () => random.normal())
/** Three modalities of one hidden cause each sample; every fifth sample lacks one of them. */
const embeddings = widths.map((width, s) => {
  const mixing = Float32Array.from({ length: 3 * width }, () => random.normal())
  const x = matrix(rows, width)
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < width; j++) {
      let value = 0.3 * random.normal()
      for (let h = 0; h < 3; h++) value += hidden[3 * n + h]! * mixing[h * width + j]!
      row(x, n)[j] = n % 5 === 0 && n % 3 === s ? NaN : value
    }
  }
  return x
})
const named = (of: readonly (Matrix | RowSource)[]) =>
  of.map((x, s) => ({ name: `m${s}`, embeddings: x }))
const recipe = override(preset('cmgsae'), {
  latents: 24,
  activation: { kind: 'topK', k: 4 },
  crossLoss: 0.5,
  privateShare: 0.25,
  groups: { kind: 'contiguous', size: 4 },
  training: { epochs: 6, batch: 30 },
})
const trained = (overrides: RecipeOverrides, onRefit: TrainOptions['onRefit'] = () => undefined) =>
  train({ modalities: named(embeddings) }, { recipe: override(recipe, overrides), onRefit })

/**
 * ∂/∂D of Σ_s w_s ‖x_t − x̂_t(z_s)‖² + λ‖D − D⁰‖², halved, for all modalities t in the columns of D,
 * by the codes and reconstructions of `encode` and `decode`.
 */
async function gradient(
  { state, model }: Awaited<ReturnType<typeof trained>>,
  before: ModelState,
  ridge: number,
): Promise<Float64Array> {
  const plan = layout(state.modalities, 24, state.recipe)
  const { decoder } = state.parameters
  const out = new Float64Array(decoder.length)
  const present = (s: number, n: number) => !Number.isNaN(row(embeddings[s]!, n)[0]!)
  for (const [t, { w, width }] of plan.spans.entries()) {
    const target = model.normalize(embeddings[t]!, `m${t}`)
    const energies = new Float64Array(24)
    for (const [s, x] of embeddings.entries()) {
      const codes = await model.encode({ [`m${s}`]: x })
      const predicted = await model.decode(codes, `m${t}`)
      for (let n = 0; n < rows; n++) {
        if (!present(s, n) || !present(t, n)) continue
        const partners = [0, 1, 2].filter((b) => b !== s && present(b, n)).length
        const weight = s === t ? 1 : 0.5 / partners
        for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
          const [i, z] = [codes.indices[e]!, codes.values[e]!]
          if (!serves(plan, i, t)) continue
          energies[i]! += weight * z * z
          for (let j = 0; j < width; j++) {
            const error = row(predicted, n)[j]! - row(target, n)[j]!
            out[i * plan.atomWidth + w + j]! += weight * z * error * state.normalizations[t]!.scale
          }
        }
      }
    }
    const used = energies.filter((energy) => energy > 0)
    const lambda = (ridge * used.reduce((sum, energy) => sum + energy)) / used.length
    for (let i = 0; i < 24; i++) {
      for (let j = 0; j < width; j++) {
        const at = i * plan.atomWidth + w + j
        out[at]! += lambda * (decoder[at]! - before.parameters.decoder[at]!)
      }
    }
  }
  return out
}

const norm = (values: Float64Array) => Math.hypot(...values)

it('is where the gradient of its loss is none, with three modalities and missing ones', async () => {
  const before = await trained({})
  const after = await trained({ refitDictionary: 0.2 })
  const steepest = norm(await gradient(before, before.state, 0.2))
  expect(norm(await gradient(after, before.state, 0.2))).toBeLessThan(3e-3 * steepest)
  expect(norm(await gradient(after, before.state, 2))).toBeGreaterThan(1e-2 * steepest)
})

it('leaves the encoder, the codes and the atoms of private latents elsewhere', async () => {
  const before = await trained({})
  const shares: number[] = []
  const after = await trained({ refitDictionary: 0.2 }, ({ done, total }) => {
    shares.push(done / total)
  })
  expect(shares.length).toBeGreaterThan(9)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeLessThan(1)
  const { decoder: old, ...rest } = before.state.parameters
  const { decoder, ...kept } = after.state.parameters
  expect(kept).toEqual(rest)
  expect(decoder).not.toEqual(old)
  const x = { m1: embeddings[1]! }
  expect(await after.model.encode(x)).toEqual(await before.model.encode(x))
  for (let i = 0; i < 24; i++) {
    for (const s of [0, 1, 2]) {
      if (after.model.serves(i, `m${s}`)) continue
      expect(row(after.model.atoms(`m${s}`), i).every((value) => value === 0)).toBe(true)
    }
  }
})

it('stopped while it fits and resumed, ends in the same bytes', async () => {
  const options = { recipe: override(recipe, { refitDictionary: 0.2 }) }
  const expected = (await train({ modalities: named(embeddings) }, options)).state.parameters
  const controller = new AbortController()
  let finished = false
  const streams = embeddings.map((x): RowSource => ({
    rows,
    cols: x.cols,
    async read(listed, out) {
      if (finished) controller.abort(new Error('stop'))
      listed.forEach((r, n) => out.set(row(x, r), n * x.cols))
    },
  }))
  let saved: TrainingState | undefined
  const stopped = train(
    { modalities: named(streams) },
    {
      ...options,
      signal: controller.signal,
      onProgress: ({ step, steps }) => (finished = step === steps),
      onCheckpoint: async (state) => {
        saved = state
      },
    },
  )
  await expect(stopped).rejects.toThrow('stop')
  expect(saved).toMatchObject({ step: 18, steps: 18 })
  const resumed = await train({ modalities: named(embeddings) }, { ...options, resume: saved! })
  expect(resumed.state.parameters).toEqual(expected)
})
