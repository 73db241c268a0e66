import type { Backend, GroupNormOp, Resident, Span } from '../backend.ts'
import { checkRows } from '../check.ts'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { groupNorm } from '../reference/group-norm.ts'
import type { HostBuffers } from './host-buffers.ts'
import { shardedCodes, shardedMatrix, split, whole, type ShardedMatrix } from './store.ts'
import type { createTransfer } from './transfer.ts'

type Steps = Pick<
  Backend,
  'view' | 'decode' | 'reconstruct' | 'groupNorm' | 'activationGradient' | 'backproject'
>

/**
 * What happens to samples and codes in a step. Matrices that every shard holds whole hold the same bytes
 * on each, but for a step's δ and residual, which agree to rounding.
 */
export function createSteps(
  shards: readonly Backend[],
  buffers: HostBuffers,
  transfer: ReturnType<typeof createTransfer>,
): Steps & { dispose(): void } {
  let scratch: ShardedMatrix | undefined

  /** A matrix on every shard, for what differs between them. */
  function differing(rows: number, cols: number): ShardedMatrix {
    if (scratch?.rows === rows && scratch.cols === cols) return scratch
    release()
    const parts = shards.map((shard) => shard.matrix(rows, cols))
    scratch = { rows, cols, axis: null, ranges: [], parts } as unknown as ShardedMatrix
    return scratch
  }

  function release(): void {
    for (const [s, shard] of shards.entries()) if (scratch) shard.release(scratch.parts[s]!)
    scratch = undefined
  }

  /** What each shard's atoms give, and on the spans' columns the sum of all. */
  async function decodeParts(
    op: Parameters<Backend['decode']>[0],
    out: ShardedMatrix,
  ): Promise<{ parts: Float32Array[]; sum: Float64Array }> {
    const codes = shardedCodes(op.codes)
    const w = split(op.w, 'rows', 'dictionary')
    const bias = op.bias && whole(op.bias, 'bias')
    const length = codes.rows * out.cols
    const sum = buffers.f64('sum', length)
    const parts: Float32Array[] = []
    for (const [s, shard] of shards.entries()) {
      await shard.decode({
        codes: codes.parts[s]!,
        w: w.parts[s]!,
        spans: op.spans,
        out: out.parts[s]!,
        ...(bias && s === 0 && { bias: bias.parts[0]! }),
      })
      const part = buffers.f32(`part ${s}`, length)
      await shard.read(out.parts[s]!, part)
      parts.push(part)
      onSpans(codes.rows, out.cols, op.spans, (j) => {
        sum[j] = s === 0 ? part[j]! : sum[j]! + part[j]!
      })
    }
    return { parts, sum }
  }

  /** Gives every shard what the first one has. */
  async function spread(matrix: ShardedMatrix): Promise<void> {
    const host = buffers.f32('spread', matrix.rows * matrix.cols)
    await shards[0]!.read(matrix.parts[0]!, host)
    for (let s = 1; s < shards.length; s++) await shards[s]!.write(matrix.parts[s]!, host)
  }

  const hosts = new Map<string, SparseCodes>()
  /** Codes of all shards on the host. */
  async function gather(name: string, codes: GroupNormOp['codes'][number]): Promise<SparseCodes> {
    const { support } = shardedCodes(codes)
    let host = hosts.get(name)
    if (!host || host.offsets.length <= support.maxRows || host.indices.length < codes.capacity) {
      host = sparseCodes(support.maxRows, codes.latents, codes.capacity)
    }
    host = { ...host, latents: codes.latents }
    hosts.set(name, host)
    await transfer.readCodes(codes, host)
    return host
  }

  return {
    dispose: release,
    async view({ x, center, view, out, ...op }) {
      checkRows(x, op.rows)
      const [samples, c] = [whole(x, 'samples'), whole(center, 'centre')]
      const [drawn, into] = [whole(view, 'view'), whole(out, 'masked samples')]
      for (const [s, shard] of shards.entries()) {
        await shard.view({
          ...op,
          x: samples.parts[s]!,
          center: c.parts[s]!,
          view: drawn.parts[s]!,
          out: into.parts[s]!,
        })
      }
    },
    async decode(op) {
      const out = whole(op.out, 'reconstruction')
      const { parts, sum } = await decodeParts(op, out)
      const into = parts[0]!
      onSpans(op.codes.rows, out.cols, op.spans, (j) => {
        into[j] = sum[j]!
      })
      for (const [s, shard] of shards.entries()) await shard.write(out.parts[s]!, into)
    },
    async reconstruct({ codes, w, spans, weights, ...op }) {
      const { rows } = codes
      const [delta, view] = [whole(op.delta, 'delta'), whole(op.view, 'view')]
      const bias = op.bias && whole(op.bias, 'bias')
      const residual = op.residual && whole(op.residual, 'residual')
      const biasGradient = op.biasGradient && whole(op.biasGradient, "bias' gradient")
      const target = differing(delta.rows, delta.cols)
      const { parts, sum } = await decodeParts({ codes, w, spans, out: target }, target)
      const wanted = buffers.f32('target', rows * delta.cols)
      await shards[0]!.read(whole(op.target, 'target').parts[0]!, wanted)
      let loss = 0
      for (const [s, shard] of shards.entries()) {
        // To one shard, what the others give is a part of the target.
        const part = parts[s]!
        onSpans(rows, delta.cols, spans, (j) => {
          part[j] = wanted[j]! - (sum[j]! - part[j]!)
        })
        await shard.write(target.parts[s]!, part)
        const found = await shard.reconstruct({
          codes: shardedCodes(codes).parts[s]!,
          w: shardedMatrix(w).parts[s]!,
          spans,
          weights,
          target: target.parts[s]!,
          view: view.parts[s]!,
          delta: delta.parts[s]!,
          gradient: shardedCodes(op.gradient).parts[s]!,
          ...(bias && { bias: bias.parts[s]! }),
          ...(residual && { residual: residual.parts[s]! }),
          ...(biasGradient && s === 0 && { biasGradient: biasGradient.parts[0]! }),
        })
        if (s === 0) loss = found
      }
      if (biasGradient) await spread(biasGradient)
      return loss
    },
    async groupNorm({ codes, gradients, of, weights, epsilon }) {
      if (of) {
        // Groups may lie on several shards.
        const host = []
        const slopes = []
        for (const [i, each] of codes.entries()) {
          host.push(await gather(`codes ${i}`, each))
          slopes.push((await gather(`gradients ${i}`, gradients[i]!)).values)
        }
        const value = groupNorm(host, slopes, { of, weights, epsilon })
        for (const [i, slope] of slopes.entries()) await transfer.writeValues(gradients[i]!, slope)
        return value
      }
      let value = 0
      for (const [s, shard] of shards.entries()) {
        const [from, to] = shardedCodes(codes[0]!).support.ranges[s]!
        value += await shard.groupNorm({
          codes: codes.map((each) => shardedCodes(each).parts[s]!),
          gradients: gradients.map((each) => shardedCodes(each).parts[s]!),
          weights: typeof weights === 'number' ? weights : weights.subarray(from, to),
          epsilon,
        })
      }
      return value
    },
    async activationGradient({ codes, gradient, sparsity, ...op }) {
      const perLatent = (matrix: Resident, what: string) => split(matrix, 'columns', what).parts
      const bias = perLatent(op.bias, 'bias')
      const biasGradient = perLatent(op.biasGradient, "bias' gradient")
      const gain = op.gain && {
        value: perLatent(op.gain.value, 'gain'),
        gradient: perLatent(op.gain.gradient, "gain's gradient"),
      }
      for (const [s, shard] of shards.entries()) {
        await shard.activationGradient({
          codes: shardedCodes(codes).parts[s]!,
          gradient: shardedCodes(gradient).parts[s]!,
          bias: bias[s]!,
          biasGradient: biasGradient[s]!,
          sparsity,
          ...(gain && { gain: { value: gain.value[s]!, gradient: gain.gradient[s]! } }),
        })
      }
    },
    async backproject(op) {
      const w = split(op.w, 'rows', 'dictionary')
      const [view, into] = [whole(op.view, 'view'), whole(op.into, 'centre')]
      const sum = buffers.f32('spread', into.rows * into.cols)
      for (const [s, shard] of shards.entries()) {
        // Each goes on where the one before it ended.
        if (s > 0) await shard.write(into.parts[s]!, sum)
        await shard.backproject({
          codes: shardedCodes(op.codes).parts[s]!,
          w: w.parts[s]!,
          spans: op.spans,
          view: view.parts[s]!,
          into: into.parts[s]!,
        })
        await shard.read(into.parts[s]!, sum)
      }
      for (const [s, shard] of shards.slice(0, -1).entries()) {
        await shard.write(into.parts[s]!, sum)
      }
    },
  }
}

/** Visits the entries of the spans' columns of so many rows. */
function onSpans(
  rows: number,
  cols: number,
  spans: readonly Span[],
  visit: (at: number) => void,
): void {
  for (let n = 0; n < rows; n++) {
    for (const { x, width } of spans) {
      for (let j = n * cols + x; j < n * cols + x + width; j++) visit(j)
    }
  }
}
