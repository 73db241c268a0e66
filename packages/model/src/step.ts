import type { MaskStrategy } from '@cmgsae/masking'
import type { Penalty } from '@cmgsae/regularizers'
import type { Backend, LatentGroups, Matrix } from '@cmgsae/tensor'
import { trainingActivation } from './activation.ts'
import { throughActivation, type LatentValues } from './backward.ts'
import { createBatch, fillLossWeights, fillOwnWeights, fillSamples, fillView } from './batch.ts'
import type { DeadLatents } from './dead-latents.ts'
import type { Layout } from './layout.ts'
import type { Normalization } from './normalization.ts'
import type { ParameterSet } from './optimizer.ts'
import { partnerIds } from './partners.ts'
import { fillKeep } from './keep.ts'
import { createPasses, type CodeBuffers, type Pass } from './pass.ts'
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
  readonly penalties: Penalty | null
  readonly groups: LatentGroups
  readonly parameters: ParameterSet
  readonly dead: DeadLatents
}

export interface Stepper {
  readonly passes: readonly Pass[]
  /** Loss of a batch; with `learn`, gradients are added to the parameters'. */
  run(sources: Sources, rows: Uint32Array, draw: Draw, learn: boolean): Promise<StepLoss>
}

/** Buffers and kernels for steps on batches of up to `rows` samples; a step allocates none. */
export function createStepper(context: StepContext, rows: number): Stepper {
  const { backend, plan, recipe, mask, latentMask, penalties, parameters, dead } = context
  const { latents, sampleWidth, modalities } = plan
  const batch = createBatch(plan, rows)
  const passes = createPasses(backend, plan, recipe, rows)
  const matrix = () => backend.matrix(rows, sampleWidth)
  const target = matrix()
  const input = matrix()
  const negatedView = matrix()
  const reconstruction = matrix()
  const residual = matrix()
  const zero = matrix()
  const scratch = matrix()
  const decoder = parameters.decoder!
  const encoder = parameters.encoder ?? decoder
  const center = parameters.center!

  const perLatent = (wanted: unknown) => (wanted ? new Float32Array(latents) : null)
  const jumps = recipe.activation.kind === 'jumpReLU'
  const latentArrays = (): LatentValues => ({
    bias: new Float32Array(latents),
    gain: perLatent(parameters.gain),
    theta: perLatent(jumps),
  })
  const values = latentArrays()
  const gradients = latentArrays()
  const centerValues = new Float32Array(sampleWidth)
  const entries = passes[0]!.host.values.length
  const scratchValues = new Float32Array(entries)
  const keep = new Uint8Array(rows * latents)
  const partners = modalities.map(() => new Int32Array(rows))
  const penaltyContext = { progress: 1, partners }
  const hosts = passes.map((pass) => pass.host)
  const slopes = passes.map((pass) => pass.hostGradients.values)
  const lowestTheta = new Float32Array(jumps ? latents : 0)
  const bandwidth = recipe.activation.kind === 'jumpReLU' ? recipe.activation.bandwidth : 0
  const controlled = 'l0' in recipe.activation
  const activation = trainingActivation(recipe, context.groups, lowestTheta)

  async function readParameters(): Promise<void> {
    await backend.read(center.value, centerValues)
    await backend.read(parameters.bias!.value, values.bias)
    if (values.gain) await backend.read(parameters.gain!.value, values.gain)
    if (values.theta) {
      await backend.read(parameters.theta!.value, values.theta)
      for (let i = 0; i < latents; i++) lowestTheta[i] = values.theta[i]! - bandwidth / 2
    }
  }

  async function encode(pass: Pass, draw: Draw, reviving: boolean): Promise<void> {
    const { host, candidates } = pass
    const kept = fillKeep(keep, batch, plan, pass.modality, latentMask, draw)
    await backend.encode({
      x: input,
      w: encoder.value,
      rows: batch.rows,
      spans: pass.inputs,
      bias: parameters.bias!.value,
      latents: pass.latents,
      activation,
      out: pass.codes,
      ...(parameters.gain && { gain: parameters.gain.value }),
      ...(kept && { keep: kept }),
      ...(reviving && {
        auxiliary: { among: dead.dead, k: recipe.auxK!.k, out: pass.auxiliary!.codes },
      }),
    })
    await backend.readCodes(pass.codes, host)
    if (reviving) await backend.readCodes(pass.auxiliary!.codes, pass.auxiliary!.host)
    if (values.theta) {
      const stored = host.offsets[host.rows]!
      for (let e = 0; e < stored; e++) {
        candidates[e] = host.values[e]!
        if (candidates[e]! <= values.theta[host.indices[e]!]!) host.values[e] = 0
      }
      await backend.writeValues(pass.codes, host.values)
    }
  }

  /** Mean over the nested dictionaries of ½ Σ w (x̂ − x)², with ∂h, ∂W and ∂c. */
  async function reconstruct(pass: Pass, learn: boolean): Promise<number> {
    const { host, hostGradients } = pass
    const stored = host.offsets[host.rows]!
    fillLossWeights(batch, plan, recipe, pass.modality)
    for (let j = 0; j < batch.rows * sampleWidth; j++) batch.weights[j]! /= recipe.nested.length
    await backend.write(pass.weights, batch.weights)
    hostGradients.values.fill(0, 0, stored)
    let loss = 0
    for (const share of recipe.nested) {
      const size = Math.round(share * latents)
      let codes = pass.codes
      if (size < latents) {
        codes = pass.prefix
        for (let e = 0; e < stored; e++) {
          scratchValues[e] = host.indices[e]! < size ? host.values[e]! : 0
        }
        await backend.writeValues(codes, scratchValues)
      }
      const shape = { w: decoder.value, spans: pass.outputs }
      await backend.decode({ codes, ...shape, bias: center.value, out: reconstruction })
      loss += await backend.residual({
        prediction: reconstruction,
        target,
        weights: pass.weights,
        rows: batch.rows,
        out: pass.delta,
      })
      if (!learn) continue
      await backend.codeGradient({ codes, ...shape, delta: pass.delta, out: pass.gradients })
      await readSlopes(pass)
      for (let e = 0; e < stored; e++) {
        if (host.indices[e]! < size) hostGradients.values[e]! += scratchValues[e]!
      }
      await backend.weightGradient({
        codes,
        x: pass.delta,
        spans: pass.outputs,
        into: decoder.gradient,
      })
      await backend.columnSums(pass.delta, batch.rows, center.gradient)
    }
    return loss / 2
  }

  async function readSlopes({ gradients: resident, host }: CodeBuffers): Promise<void> {
    const { offsets, indices, latents: p } = host
    await backend.readCodes(resident, {
      rows: host.rows,
      latents: p,
      offsets,
      indices,
      values: scratchValues,
    })
  }

  /** AuxK: dead latents reconstruct, without the decoder bias, what the living ones left. */
  async function revive(pass: Pass): Promise<number> {
    const buffers = pass.auxiliary!
    const { rows: filled } = batch
    const shape = { w: decoder.value, spans: pass.inputs }
    fillOwnWeights(batch, plan, pass.modality, 1)
    await backend.write(scratch, batch.weights)
    await backend.residual({
      prediction: target,
      target: reconstruction,
      weights: scratch,
      rows: filled,
      out: residual,
    })
    await backend.decode({ codes: buffers.codes, ...shape, out: reconstruction })
    const perEntry = recipe.encoding === 'together' ? sampleWidth : 1
    fillOwnWeights(batch, plan, pass.modality, (2 * recipe.auxK!.weight) / (filled * perEntry))
    await backend.write(scratch, batch.weights)
    const loss = await backend.residual({
      prediction: reconstruction,
      target: residual,
      weights: scratch,
      rows: filled,
      out: pass.delta,
    })
    await backend.codeGradient({
      codes: buffers.codes,
      ...shape,
      delta: pass.delta,
      out: buffers.gradients,
    })
    await backend.readCodes(buffers.gradients, buffers.hostGradients)
    await backend.weightGradient({
      codes: buffers.codes,
      x: pass.delta,
      spans: pass.inputs,
      into: decoder.gradient,
    })
    return loss / 2
  }

  /** From ∂h to ∂W and ∂c on the encoder's side: ∂W += ∂a uᵀ, ∂c −= s·v⊙Wᵀ∂a. */
  async function throughEncoder(pass: Pass, buffers: CodeBuffers, draw: Draw): Promise<void> {
    const main = buffers === pass
    throughActivation(buffers.host, pass.candidates, buffers.hostGradients.values, {
      values,
      gradients,
      sparsity: main && controlled ? draw.sparsity / batch.rows : 0,
      bandwidth: main ? bandwidth : 0,
    })
    const codes = buffers.gradients
    await backend.writeValues(codes, buffers.hostGradients.values)
    const { inputs: spans } = pass
    await backend.weightGradient({ codes, x: input, spans, into: encoder.gradient })
    // AuxK trains dead latents only: the centre belongs to the living ones.
    if (!main) return
    await backend.decode({ codes, w: encoder.value, spans, out: pass.backprojection })
    await backend.residual({
      prediction: pass.backprojection,
      target: zero,
      weights: negatedView,
      rows: batch.rows,
      out: scratch,
    })
    await backend.columnSums(scratch, batch.rows, center.gradient)
  }

  async function writeLatentGradients(): Promise<void> {
    await backend.write(parameters.bias!.gradient, gradients.bias)
    if (gradients.gain) await backend.write(parameters.gain!.gradient, gradients.gain)
    if (gradients.theta) await backend.write(parameters.theta!.gradient, gradients.theta)
  }

  async function clear(): Promise<void> {
    for (const parameter of Object.values(parameters)) await backend.fill(parameter.gradient, 0)
    for (const array of [gradients.bias, gradients.gain, gradients.theta]) array?.fill(0)
  }

  return {
    passes,
    async run(sources, indices, draw, learn) {
      const found = { reconstruction: 0, penalty: 0, auxiliary: 0, l0: 0 }
      if (learn) await clear()
      await readParameters()
      fillSamples(batch, plan, sources.matrices, sources.normalizations, indices)
      await backend.write(target, batch.x)
      for (const [s, ids] of partners.entries()) {
        partnerIds(batch.x, batch.rows, sampleWidth, plan.spans[s]!, ids)
      }
      for (let view = 0; view < recipe.views; view++) {
        const drawn = { ...draw, step: draw.step * recipe.views + view }
        fillView(batch, plan, recipe.encoding, mask, centerValues, drawn)
        await backend.write(input, batch.input)
        await backend.write(negatedView, batch.negatedView)
        const reviving = learn && dead.count > 0 && passes[0]!.auxiliary !== null
        for (const pass of passes) {
          await encode(pass, drawn, reviving)
          found.reconstruction += await reconstruct(pass, learn)
          if (reviving) found.auxiliary += await revive(pass)
        }
        if (penalties) {
          penaltyContext.progress = draw.progress
          found.penalty += learn
            ? penalties.gradient(hosts, slopes, penaltyContext)
            : penalties.value(hosts, penaltyContext)
        }
        for (const pass of passes) {
          found.l0 += activeShare(pass) / (passes.length * recipe.views)
          if (!learn) continue
          await throughEncoder(pass, pass, drawn)
          if (reviving) await throughEncoder(pass, pass.auxiliary!, drawn)
        }
      }
      if (learn) await writeLatentGradients()
      return found
    },
  }

  /** Active latents per sample that has the pass's modality. */
  function activeShare({ host, modality }: Pass): number {
    let active = 0
    for (let e = 0; e < host.offsets[host.rows]!; e++) if (host.values[e]! > 0) active++
    let encoded = 0
    for (let n = 0; n < host.rows; n++) {
      encoded += modality === null ? 1 : batch.present[n * modalities.length + modality]!
    }
    return active / Math.max(1, encoded)
  }
}
