import { none, type MaskStrategy } from '@cmgsae/masking'
import type { Backend, LatentGroups, Matrix } from '@cmgsae/tensor'
import { trainingActivation } from './activation.ts'
import { createBatch, drawView, fillLossWeights, fillOwnWeights, fillSamples } from './batch.ts'
import type { DeadLatents } from './dead-latents.ts'
import type { Layout } from './layout.ts'
import type { Normalization } from './normalization.ts'
import type { ParameterSet } from './optimizer.ts'
import { partnerIds } from './partners.ts'
import { createJumpReLU } from './jump-relu.ts'
import { fillKeep } from './keep.ts'
import { createStepBuffers, termsOf, type Pass, type StepTerms, type ViewBuffers } from './pass.ts'
import type { Penalties } from './penalize.ts'
import type { Recipe } from './recipe.ts'

/** What one step found. */
export interface StepLoss {
  /** Reconstruction part of the loss, mean over the batch. */
  reconstruction: number
  penalty: number
  auxiliary: number
  /** Active latents per code. */
  l0: number
}

/** Data as training reads it: raw embeddings, one n×d matrix a modality, all-zero or all-NaN rows where missing. */
export interface Sources {
  readonly matrices: readonly Matrix[]
  readonly normalizations: readonly Normalization[]
}

/** Where in training a step stands. */
export interface Draw {
  readonly seed: number
  readonly step: number
  readonly progress: number
  /** Weight of the L1 or L0 penalty, from the controller; only ReLU and JumpReLU heed it. */
  readonly sparsity: number
}

export interface StepContext {
  readonly backend: Backend
  readonly plan: Layout
  readonly recipe: Recipe
  readonly mask: MaskStrategy
  readonly latentMask: MaskStrategy | null
  readonly penalties: Penalties | null
  readonly groups: LatentGroups
  readonly parameters: ParameterSet
  readonly dead: DeadLatents
}

export interface Stepper {
  /** Of the first view. */
  readonly passes: readonly Pass[]
  /** ∂W after a step that learned. */
  readonly terms: StepTerms
  /** Loss of a batch; with `learn`, the gradients stand in the parameters and the terms. */
  run(sources: Sources, rows: Uint32Array, draw: Draw, learn: boolean): Promise<StepLoss>
  /** Leaves the codes of a batch in `passes`, nothing hidden. */
  encode(sources: Sources, rows: Uint32Array): Promise<void>
  /** The activation heeds these groups from here on. */
  regroup(groups: LatentGroups): void
}

/** Buffers and kernels for steps on batches of up to `rows` samples; a step allocates none. */
export function createStepper(context: StepContext, rows: number): Stepper {
  const { backend, plan, recipe, mask, latentMask, penalties, parameters, dead } = context
  const { latents, sampleWidth, modalities } = plan
  const batch = createBatch(plan, rows)
  const { target, views } = createStepBuffers(backend, plan, recipe, rows)
  const decoder = parameters.decoder!.value
  const encoder = (parameters.encoder ?? parameters.decoder!).value
  const center = parameters.center!
  const bias = parameters.bias!
  const gain = parameters.gain
  const tied = !parameters.encoder
  const living = termsOf(views, tied, false)
  const reviving = termsOf(views, tied, true)
  let terms = living

  const keep = new Uint8Array(rows * latents)
  const partners = modalities.map(() => new Int32Array(rows))
  const jumps = recipe.activation.kind === 'jumpReLU'
  const lowestTheta = new Float32Array(jumps ? latents : 0)
  const jumpReLU = jumps ? createJumpReLU(backend, recipe, parameters, lowestTheta) : null
  const controlled = 'l0' in recipe.activation
  let activation = trainingActivation(recipe, context.groups, lowestTheta)

  async function encode(
    pass: Pass,
    input: ViewBuffers['input'],
    { draw, hide, revive }: { draw: Draw; hide: MaskStrategy | null; revive: boolean },
  ) {
    const kept = fillKeep(keep, batch, plan, pass.modality, hide, draw)
    await backend.encode({
      x: input,
      w: encoder,
      rows: batch.rows,
      spans: pass.inputs,
      bias: bias.value,
      latents: pass.latents,
      activation,
      out: pass.codes,
      ...(gain && { gain: gain.value }),
      ...(kept && { keep: kept }),
      ...(revive && {
        auxiliary: { among: dead.dead, k: recipe.auxK!.k, out: pass.auxiliary!.codes },
      }),
    })
    await backend.readCodes(pass.codes, pass.host)
    if (revive) await backend.readCodes(pass.auxiliary!.codes, pass.auxiliary!.host)
    await jumpReLU?.silence(pass)
  }

  /** Mean over the nested dictionaries of ½ Σ w (x̂ − x)², with ∂h, the deltas of ∂W, and ∂c. */
  async function reconstruct(
    pass: Pass,
    view: ViewBuffers['view'],
    learn: boolean,
    revive: boolean,
  ) {
    const { host, hostGradients, levels } = pass
    const { values } = hostGradients
    const stored = host.offsets[host.rows]!
    fillLossWeights(batch, plan, recipe, pass, 1 / levels.length)
    let loss = 0
    for (const { size, codes, gradients, delta } of levels) {
      if (size < latents) {
        for (let e = 0; e < stored; e++) {
          values[e] = host.indices[e]! < size ? host.values[e]! : 0
        }
        await backend.writeValues(codes, values)
      }
      loss += await backend.reconstruct({
        codes,
        w: decoder,
        spans: pass.outputs,
        bias: center.value,
        target,
        view,
        weights: batch.weights,
        delta,
        gradient: gradients,
        ...(revive && size === latents && { residual: pass.auxiliary!.residual }),
        ...(learn && { biasGradient: center.gradient! }),
      })
    }
    if (learn && levels.length > 1) await sumLevels(pass)
    return loss / 2
  }

  /** ∂h is the sum of the levels' over the latents that each of them holds. */
  async function sumLevels({ levels, gradients, host, hostGradients }: Pass): Promise<void> {
    const { indices, offsets } = host
    const { values } = hostGradients
    const stored = offsets[host.rows]!
    const sums = levelSums.subarray(0, stored).fill(0)
    for (const level of levels) {
      await backend.readCodes(level.gradients, hostGradients)
      for (let e = 0; e < stored; e++) if (indices[e]! < level.size) sums[e]! += values[e]!
    }
    await backend.writeValues(gradients, sums)
  }
  const levelSums = new Float32Array(
    recipe.nested.length > 1 ? views[0]!.passes[0]!.host.values.length : 0,
  )

  /** AuxK: dead latents reconstruct, without the decoder bias, what the living ones left. */
  async function revivePass(pass: Pass, view: ViewBuffers['view']): Promise<number> {
    const { codes, gradients, residual, delta } = pass.auxiliary!
    const perEntry = recipe.encoding === 'together' ? sampleWidth : 1
    const weight = (2 * recipe.auxK!.weight) / (batch.rows * perEntry)
    fillOwnWeights(batch, modalities.length, pass.read, weight)
    const loss = await backend.reconstruct({
      codes,
      w: decoder,
      spans: pass.own,
      target: residual,
      view,
      weights: batch.weights,
      delta,
      gradient: gradients,
    })
    return loss / 2
  }

  /** From ∂h to ∂(W u), ∂b and ∂g, and of living codes to ∂c. */
  async function throughEncoder(pass: Pass, view: ViewBuffers['view'], draw: Draw): Promise<void> {
    const sparsity = controlled ? draw.sparsity / batch.rows : 0
    if (jumpReLU) await jumpReLU.backward(pass, sparsity)
    else await throughActivation(pass, sparsity)
    const { gradients: codes, inputs: spans } = pass
    await backend.backproject({ codes, w: encoder, spans, view, into: center.gradient! })
  }

  /** AuxK trains dead latents only: the centre belongs to the living ones. */
  async function throughActivation(
    { codes, gradients }: Pick<Pass, 'codes' | 'gradients'>,
    sparsity: number,
  ): Promise<void> {
    await backend.activationGradient({
      codes,
      gradient: gradients,
      bias: bias.value,
      biasGradient: bias.gradient!,
      sparsity,
      ...(gain && { gain: { value: gain.value, gradient: gain.gradient! } }),
    })
  }

  async function clear(): Promise<void> {
    for (const { gradient } of Object.values(parameters)) {
      if (gradient) await backend.fill(gradient, 0)
    }
  }

  return {
    passes: views[0]!.passes,
    get terms() {
      return terms
    },
    async run(sources, indices, draw, learn) {
      const found = { reconstruction: 0, penalty: 0, auxiliary: 0, l0: 0 }
      const learnsDead = learn && dead.count > 0 && views[0]!.passes[0]!.auxiliary !== null
      terms = learnsDead ? reviving : living
      if (learn) await clear()
      await jumpReLU?.read()
      await backend.write(target, (x) => {
        fillSamples(x, batch, plan, sources.matrices, sources.normalizations, indices)
        if (!penalties?.needsPartners) return
        for (const [s, ids] of partners.entries()) {
          partnerIds(x, batch.rows, sampleWidth, plan.spans[s]!, ids)
        }
      })
      for (const [v, { view, input, passes }] of views.entries()) {
        const drawn = { ...draw, step: draw.step * recipe.views + v }
        const { encoding } = recipe
        const from = { x: target, center: center.value, encoding, mask, draw: drawn }
        await drawView(backend, { view, input }, batch, plan, from)
        for (const pass of passes) {
          await encode(pass, input, { draw: drawn, hide: latentMask, revive: learnsDead })
          found.reconstruction += await reconstruct(pass, view, learn, learnsDead)
          if (learnsDead) found.auxiliary += await revivePass(pass, view)
        }
        if (penalties) {
          found.penalty += await penalties.apply(backend, passes, {
            progress: draw.progress,
            partners,
          })
        }
        for (const pass of passes) {
          found.l0 += activeShare(pass) / (passes.length * recipe.views)
          if (!learn) continue
          await throughEncoder(pass, view, drawn)
          if (learnsDead) await throughActivation(pass.auxiliary!, 0)
        }
      }
      if (learn) await jumpReLU?.write()
      return found
    },
    async encode({ matrices, normalizations }, indices) {
      const { view, input, passes } = views[0]!
      const draw = { seed: 0, step: 0, progress: 1, sparsity: 0 }
      await jumpReLU?.read()
      await backend.write(target, (x) => {
        fillSamples(x, batch, plan, matrices, normalizations, indices)
      })
      const { encoding } = recipe
      const from = { x: target, center: center.value, encoding, mask: none(), draw }
      await drawView(backend, { view, input }, batch, plan, from)
      for (const pass of passes) await encode(pass, input, { draw, hide: null, revive: false })
    },
    regroup(groups) {
      activation = trainingActivation(recipe, groups, lowestTheta)
    },
  }

  /** Active latents per sample that has the pass's modality. */
  function activeShare({ host, modality }: Pass): number {
    const stored = host.offsets[host.rows]!
    let active = stored
    // JumpReLU also stores some below their threshold.
    if (jumps) for (let e = 0; e < stored; e++) if (!(host.values[e]! > 0)) active--
    let encoded = 0
    for (let n = 0; n < host.rows; n++) {
      encoded += modality === null ? 1 : batch.present[n * modalities.length + modality]!
    }
    return active / Math.max(1, encoded)
  }
}
