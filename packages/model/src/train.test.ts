import {
  createRandom,
  createReference,
  gather,
  matrix,
  type Backend,
  type Matrix,
} from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { defaultActive, defaultEpochs, defaultLatents } from './default-sizes.ts'
import { ModelError } from './errors.ts'
import { preset, presets } from './presets/index.ts'
import { override, type Recipe, type RecipeOverrides } from './recipe.ts'
import { train } from './train.ts'
import type { TrainingState } from './training-state.ts'

const rows = 160
const concepts = 10

/** Paired samples: each is one or two of ten planted concepts with a direction per modality. */
function planted(widths: readonly number[], seed = 1) {
  const random = createRandom(seed)
  const atoms = widths.map((width) =>
    matrix(
      concepts,
      width,
      Float32Array.from({ length: concepts * width }, () => random.normal()),
    ),
  )
  const main = new Int32Array(rows)
  const embeddings = widths.map((width) => matrix(rows, width))
  for (let n = 0; n < rows; n++) {
    main[n] = random.integer(concepts)
    const other = random.integer(concepts)
    for (const [s, width] of widths.entries()) {
      for (let j = 0; j < width; j++) {
        embeddings[s]!.data[n * width + j] =
          atoms[s]!.data[main[n]! * width + j]! +
          0.4 * atoms[s]!.data[other * width + j]! +
          0.1 * random.normal()
      }
    }
  }
  return { modalities: widths.map((_, s) => ({ name: `m${s}`, embeddings: embeddings[s]! })), main }
}

const quick: RecipeOverrides = {
  latents: 32,
  activation: { kind: 'topK', k: 3 },
  groups: { kind: 'contiguous', size: 4 },
  training: { epochs: 12, batch: 32, learningRate: 1e-2 },
}
const small = (name: string, overrides: RecipeOverrides = {}): Recipe =>
  override(override(preset(name), quick), overrides)

/** A backend, and what is held on it. */
function counting() {
  const held = new Set<unknown>()
  const reference = createReference()
  const hold = <T>(made: T): T => {
    held.add(made)
    return made
  }
  const backend: Backend = {
    ...reference,
    matrix: (...args) => hold(reference.matrix(...args)),
    codes: (...args) => hold(reference.codes(...args)),
    like: (codes) => hold(reference.like(codes)),
    release: (...given) => given.forEach((one) => held.delete(one)),
  }
  return { held, backend }
}

function fve(x: Matrix, y: Matrix): number {
  let residual = 0
  let total = 0
  for (let j = 0; j < x.cols; j++) {
    let mean = 0
    for (let n = 0; n < x.rows; n++) mean += x.data[n * x.cols + j]! / x.rows
    for (let n = 0; n < x.rows; n++) {
      residual += (x.data[n * x.cols + j]! - y.data[n * x.cols + j]!) ** 2
      total += (x.data[n * x.cols + j]! - mean) ** 2
    }
  }
  return 1 - residual / total
}

describe('train', () => {
  const data = planted([12, 12])
  const input = data.modalities[0]!.embeddings

  for (const name of Object.keys(presets)) {
    it(`explains most of planted data with preset ${name}`, async () => {
      const activation = presets[name as keyof typeof presets].activation
      const recipe = small(
        name,
        activation.kind === 'batchTopK' ? { activation: { kind: 'batchTopK', k: 3 } } : {},
      )
      const { model, history } = await train(data, { recipe })
      expect(history.at(-1)!.reconstruction).toBeLessThan(history[0]!.reconstruction)
      const codes = await model.encode({ m0: input })
      expect(codes.offsets[rows]! / rows).toBeLessThanOrEqual(4)
      const explained = fve(model.normalize(input, 'm0'), await model.decode(codes, 'm0'))
      // The brief's mask leaves a single modality out of distribution; the others see it in training.
      expect(explained).toBeGreaterThan(name === 'literal' ? 0.2 : 0.5)
    })
  }

  it('predicts the other modality with cross-reconstruction, and not without', async () => {
    const target = data.modalities[1]!.embeddings
    /** The mean over five seeds: so small a model matched afterwards varies by 0.1 between them. */
    const predicted = async (name: string) => {
      let sum = 0
      for (let seed = 0; seed < 5; seed++) {
        const { model } = await train(data, { recipe: small(name), seed })
        const codes = await model.encode({ m0: input })
        sum += fve(model.normalize(target, 'm1'), await model.decode(codes, 'm1'))
      }
      return sum / 5
    }
    expect(await predicted('cmgsae')).toBeGreaterThan(0.4)
    expect(await predicted('separate')).toBeLessThan(-0.05)
    expect(await predicted('separateMatched')).toBeGreaterThan(0.05)
  })

  it('gives the same bytes for the same seed, others for another', async () => {
    const bytes = async (seed: number) => {
      const { state } = await train(data, { recipe: small('cmgsae'), seed })
      return Buffer.from(state.parameters.decoder.buffer).toString('base64')
    }
    const first = await bytes(7)
    expect(await bytes(7)).toBe(first)
    expect(await bytes(8)).not.toBe(first)
  })

  it.each([
    ['cmgsae', {}],
    ['literal', { activation: { kind: 'relu', l0: 3 } }],
    ['batchTopK', { activation: { kind: 'batchTopK', k: 3 } }],
    ['cross', { activation: { kind: 'jumpReLU', l0: 3, bandwidth: 0.05 } }],
    ['cross', { training: { validation: 0.2, patience: 2 } }],
  ] as [string, RecipeOverrides][])(
    'stopped in the middle of an epoch and resumed, %s %o ends in the same bytes',
    async (name, overrides) => {
      const recipe = small(name, overrides)
      const whole = await train(data, { recipe })
      const abort = new AbortController()
      let saved: TrainingState | undefined
      const stopped = train(data, {
        recipe,
        signal: abort.signal,
        onProgress: ({ step }) => step === 23 && abort.abort(new Error('stop')),
        onCheckpoint: async (state) => {
          saved = state
        },
      })
      await expect(stopped).rejects.toThrow('stop')
      expect(saved!.step).toBe(23)
      const resumed = await train(data, { recipe, resume: saved! })
      expect(resumed.state).toEqual(whole.state)
      expect(resumed.history).toEqual(whole.history)
    },
  )

  it('holds ReLU and JumpReLU near the L0 asked for', async () => {
    for (const activation of [
      { kind: 'relu', l0: 4 },
      { kind: 'jumpReLU', l0: 4, bandwidth: 0.1 },
    ] as const) {
      const recipe = small('cross', { activation, training: { epochs: 60, batch: 32 } })
      const { model } = await train(data, { recipe })
      const codes = await model.encode({ m0: input })
      const l0 = codes.offsets[rows]! / rows
      expect(Math.abs(l0 - 4), `${activation.kind} ${l0}`).toBeLessThan(1.6)
    }
  })

  it('does not silence joint codes of wide embeddings, whose losses are means over entries', async () => {
    const recipe = small('literal', {
      latents: 256,
      activation: { kind: 'relu', l0: 8 },
      training: { epochs: 100, batch: 32, learningRate: 1e-3 },
    })
    const { history } = await train(planted([256, 256]), { recipe })
    const { l0, reconstruction } = history.at(-1)!
    expect(l0).toBeGreaterThan(2)
    expect(reconstruction).toBeLessThan(0.1 * history[0]!.reconstruction)
  })

  it('spends at inference about the k that BatchTopK spent in training, in each modality', async () => {
    const recipe = small('batchTopK', {
      activation: { kind: 'batchTopK', k: 4 },
      training: { epochs: 60, batch: 32, learningRate: 1e-3 },
    })
    const { model } = await train(data, { recipe })
    for (const { name, embeddings } of data.modalities) {
      const codes = await model.encode({ [name]: embeddings })
      expect(Math.abs(codes.offsets[rows]! / rows - 4)).toBeLessThan(1)
    }
  })

  it('takes three modalities of any width and samples that lack some', async () => {
    const three = planted([12, 7, 9])
    for (let n = 0; n < rows; n++) {
      const { embeddings } = three.modalities[n % 3]!
      embeddings.data.fill(NaN, n * embeddings.cols, (n + 1) * embeddings.cols)
    }
    const { model } = await train(three, { recipe: small('cmgsae') })
    const inputs = Object.fromEntries(three.modalities.map((m) => [m.name, m.embeddings]))
    const joint = await model.encode(inputs)
    expect(joint.rows).toBe(rows)
    expect(joint.values.every(Number.isFinite)).toBe(true)
    // Row 0 lacks m0: alone it has an empty code.
    const alone = await model.encode({ m0: three.modalities[0]!.embeddings })
    expect(alone.offsets[1]! - alone.offsets[0]!).toBe(0)
    expect(alone.offsets[2]! - alone.offsets[1]!).toBeGreaterThan(0)
    const known = Uint32Array.from({ length: rows }, (_, n) => n).filter((n) => n % 3 === 2)
    const from = gather(three.modalities[0]!.embeddings, known)
    const to = gather(three.modalities[1]!.embeddings, known)
    const predicted = await model.decode(await model.encode({ m0: from }), 'm1')
    expect(fve(model.normalize(to, 'm1'), predicted)).toBeGreaterThan(0.3)
  })

  it('keeps private atoms out of the other modality, and private latents out of its codes', async () => {
    const { model } = await train(data, { recipe: small('cmgsae') })
    const [a, b] = [model.atoms('m0'), model.atoms('m1')]
    const codes = await model.encode({ m1: data.modalities[1]!.embeddings })
    let privateAtoms = 0
    for (let i = 0; i < model.latents; i++) {
      const zero = (m: Matrix) =>
        m.data.subarray(i * m.cols, (i + 1) * m.cols).every((v) => v === 0)
      expect(zero(a)).toBe(!model.serves(i, 'm0'))
      expect(zero(b)).toBe(!model.serves(i, 'm1'))
      if (!model.serves(i, 'm1')) {
        privateAtoms++
        expect(codes.indices).not.toContain(i)
      }
    }
    expect(privateAtoms).toBe(4)
  })

  it('names groups that began as clusters after the classes that light them once trained', async () => {
    const names = Array.from({ length: concepts }, (_, c) => `concept ${c}`)
    const recipe = small('cmgsae', { groups: { kind: 'clusters', modality: 'm0', size: 4 } })
    const { model } = await train({ ...data, classes: { names, of: data.main } }, { recipe })
    const { of, names: groups } = model.partition
    expect(new Set(groups).size).toBe(groups.length)

    // Mean ‖z_g‖₂ over the samples of a class, all modalities together.
    const activity = groups.map(() => new Float64Array(concepts))
    const samples = new Uint32Array(concepts)
    for (const c of data.main) samples[c]!++
    for (const { name, embeddings } of data.modalities) {
      const { offsets, indices, values } = await model.encode({ [name]: embeddings })
      for (let n = 0; n < rows; n++) {
        const squares = new Float64Array(groups.length)
        for (let e = offsets[n]!; e < offsets[n + 1]!; e++) {
          squares[of[indices[e]!]!]! += values[e]! ** 2
        }
        const c = data.main[n]!
        squares.forEach((square, g) => (activity[g]![c]! += Math.sqrt(square) / samples[c]!))
      }
    }
    for (const [g, own] of activity.entries()) {
      const most = Math.max(...own)
      expect(groups[g]).toMatch(most > 0 ? new RegExp(`^concept ${own.indexOf(most)}\\b`) : /./)
    }
  })

  it('gives back all it held on the backend, whatever follows the last step, and when stopped', async () => {
    const { held, backend } = counting()
    const classes = { names: Array.from({ length: concepts }, (_, c) => `${c}`), of: data.main }
    const groups = { kind: 'clusters', modality: 'm0', size: 4 } as const
    const recipes = [small('cmgsae', { groups, refitDictionary: 0.3 }), small('separateMatched')]
    for (const recipe of recipes) {
      const { model } = await train({ ...data, classes }, { recipe, backend })
      expect(held.size).toBe(0)
      await model.encode({ m0: data.modalities[0]!.embeddings })
      expect(held.size).toBeGreaterThan(0)
      held.clear()
    }
    const stop = new AbortController()
    const stopped = train(data, {
      recipe: small('cmgsae'),
      backend,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    await expect(stopped).rejects.toThrow('abort')
    expect(held.size).toBe(0)
  })

  it('raising λ of the cross-modal group penalty silences the dictionary', async () => {
    const active = async (weight: number) => {
      const recipe = small('mgsae', { penalties: [{ kind: 'crossModalGroup', weight }] })
      const { model } = await train(data, { recipe })
      return (await model.encode({ m0: input })).offsets[rows]!
    }
    const [none, some, much] = [await active(0), await active(0.5), await active(20)]
    expect(some).toBeLessThanOrEqual(none)
    expect(much).toBeLessThan(none / 4)
  })

  it('without masks and penalties, α = 1, is a plain tied SAE: atoms of unit norm explain the data', async () => {
    const recipe = small('literal', { mask: { kind: 'none' }, visibleLoss: 1, penalties: [] })
    const { model, state } = await train(data, { recipe })
    expect(state.parameters.encoder).toBeNull()
    const joint = await model.encode({ m0: input, m1: data.modalities[1]!.embeddings })
    expect(fve(model.normalize(input, 'm0'), await model.decode(joint, 'm0'))).toBeGreaterThan(0.6)
    for (let i = 0; i < model.latents; i++) {
      expect(Math.hypot(...state.parameters.decoder.subarray(24 * i, 24 * i + 24))).toBeCloseTo(
        1,
        5,
      )
    }
  })

  it('stops a diverging run and says where and what to try', async () => {
    const recipe = small('cross', { training: { learningRate: 1e6, clip: null, warmup: 0 } })
    await expect(train(data, { recipe })).rejects.toThrow(
      /the loss (rose|became).* at step \d+ of 60: try a learning rate below 1000000/,
    )
  })

  it.each([
    [{ latents: 1 }, 'latents is 1'],
    [{ activation: { kind: 'topK', k: 0 } }, 'activation.k is 0'],
    [{ training: { learningRate: NaN } }, 'training.learningRate'],
    [{ training: { patience: 3 } }, 'null without validation'],
    [{ privateShare: 0.5, sharing: 'basis' }, 'needs joint atoms'],
    [{ nested: [0.5, 0.25, 1] }, 'nested'],
    [{ refitDictionary: 0 }, 'refitDictionary is 0; it must be a number above 0'],
    [{ refitDictionary: 1, tied: true }, 'null unless modalities are encoded alone'],
    [{ refitDictionary: 1, nested: [0.5, 1] }, 'null with nested dictionaries'],
    [{ refitDictionary: 1, latents: 16_385 }, 'null with more than 16384 latents'],
    [{ penalties: [{ kind: 'l1', weight: -1 }] }, 'penalties[0].weight (l1) is -1'],
    [{ mask: { kind: 'nothing' } as never }, 'mask.kind is "nothing"'],
  ] as [RecipeOverrides, string][])('refuses %o', async (overrides, message) => {
    const refused = train(data, { recipe: small('cmgsae', overrides) })
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.toSatisfy(ModelError.isInstance)
  })

  it('refuses unequal rows, unknown presets and unequal widths in one basis', async () => {
    const [first, second] = planted([12, 9]).modalities
    const short = { name: 'm1', embeddings: matrix(9, 12) }
    const unequal = train({ modalities: [first!, short] }, { recipe: small('cross') })
    await expect(unequal).rejects.toThrow('m1 has 9 rows and m0 has 160')
    expect(() => preset('cmsgae')).toThrow('unknown preset "cmsgae"; choose one of cmgsae, aligned')
    const widths = train({ modalities: [first!, second!] }, { recipe: small('mgsae') })
    await expect(widths).rejects.toThrow('needs equal widths, found m0 12, m1 9')
  })

  it('chooses latents, L0 and epochs by the number of samples', () => {
    expect([300, 1600, 5000, 1e6].map(defaultLatents)).toEqual([64, 256, 1024, 8192])
    expect([64, 256, 1024].map(defaultActive)).toEqual([8, 16, 32])
    expect([300, 1600, 5000, 1e7].map(defaultEpochs)).toEqual([92, 40, 23, 1])
  })
})
