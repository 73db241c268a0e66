import type { Backend, Span } from '../backend.ts'
import { checkRows } from '../check.ts'
import type { Engine } from './engine.ts'
import type { Buffers } from './scratch.ts'
import { columnsOf, wasmCodes, wasmMatrix, type WasmCodes, type WasmMatrix } from './store.ts'

/** Rows of a chunk: sums over samples are those of its blocks, whoever computes them. */
const ROW_BLOCK = 16
/** Latents of a chunk of `activationGradient`. */
const LATENT_BLOCK = 256

type Steps = Pick<
  Backend,
  'view' | 'decode' | 'reconstruct' | 'groupNorm' | 'activationGradient' | 'backproject'
>

/** What happens to samples and codes in a step. */
export function createSteps(engine: Engine, buffers: Buffers): Steps {
  /** Address of (column of samples, column of atoms, width). */
  function writeSpans(spans: readonly Span[]): number {
    const address = buffers.of('triples', 12 * spans.length)
    const table = engine.u32(address, 3 * spans.length)
    for (let s = 0; s < spans.length; s++) {
      table[3 * s] = spans[s]!.x
      table[3 * s + 1] = spans[s]!.w
      table[3 * s + 2] = spans[s]!.width
    }
    return address
  }

  /** The common fields of `decode`, `reconstruct` and `backproject`. */
  function sparse(
    { support, values }: WasmCodes,
    w: WasmMatrix,
    spans: readonly Span[],
    cols: number,
  ) {
    const { offsets, indices, rows } = support
    const table = writeSpans(spans)
    return [
      offsets,
      indices,
      values,
      rows,
      w.address,
      4 * w.cols,
      table,
      spans.length,
      cols,
    ] as const
  }

  /** into += sign · Σ of the blocks' rows. */
  const addPartials = (partials: number, blocks: number, into: WasmMatrix, sign: number) =>
    engine.run(
      'addPartials',
      1,
      partials,
      blocks,
      into.cols,
      into.address,
      sign,
      buffers.of('partial sum', 4 * into.cols),
    )

  function sum(address: number, count: number): number {
    const values = engine.f64(address, count)
    let total = 0
    for (let i = 0; i < count; i++) total += values[i]!
    return total
  }

  const blocksOf = (rows: number) => Math.ceil(rows / ROW_BLOCK)

  return {
    async view({ x, center, rows, spans, present, mask, rescale, view, out, seen }) {
      checkRows(x, rows)
      const parts = rows * spans.length
      const presentAt = buffers.of('present', parts)
      engine.u8(presentAt, parts).set(present.subarray(0, parts))
      const table = writeSpans(spans)
      let [bytes, keys, threshold] = [0, 0, 0]
      if (mask instanceof Uint8Array) {
        // Four at a time are read.
        bytes = buffers.of('mask', rows * x.cols + 4)
        engine.u8(bytes, rows * x.cols).set(mask.subarray(0, rows * x.cols))
      } else {
        keys = buffers.of('keys', 4 * parts)
        engine.i32(keys, parts).set(mask.keys.subarray(0, parts))
        threshold = mask.threshold
      }
      const seenAt = buffers.of('seen', 4 * parts)
      await engine.run(
        'drawView',
        blocksOf(rows),
        wasmMatrix(x).address,
        wasmMatrix(center).address,
        x.cols,
        rows,
        table,
        spans.length,
        presentAt,
        bytes,
        keys,
        threshold,
        rescale === 'sample' ? 1 : 0,
        wasmMatrix(view).address,
        wasmMatrix(out).address,
        seenAt,
      )
      seen.set(engine.u32(seenAt, parts))
    },
    async decode({ codes, w, spans, bias, out }) {
      const resident = wasmCodes(codes)
      await engine.run(
        'decode',
        blocksOf(resident.support.rows),
        ...sparse(resident, wasmMatrix(w), spans, out.cols),
        bias ? wasmMatrix(bias).address : 0,
        wasmMatrix(out).address,
      )
    },
    async reconstruct({ codes, w, spans, bias, target, view, weights, delta, ...op }) {
      const resident = wasmCodes(codes)
      const { rows } = resident.support
      const { cols } = delta
      const blocks = blocksOf(rows)
      const partials = op.biasGradient ? buffers.of('partials', 4 * blocks * cols) : 0
      const weightsAt = buffers.of('weights', 8 * rows * spans.length)
      engine
        .f32(weightsAt, 2 * rows * spans.length)
        .set(weights.subarray(0, 2 * rows * spans.length))
      const losses = buffers.of('losses', 8 * rows)
      const width = spans.reduce((total, span) => total + span.width, 0)
      await engine.run(
        'reconstruct',
        blocks,
        ...sparse(resident, wasmMatrix(w), spans, cols),
        bias ? wasmMatrix(bias).address : 0,
        wasmMatrix(delta).address,
        wasmMatrix(view).address,
        partials,
        wasmMatrix(target).address,
        weightsAt,
        wasmCodes(op.gradient).values,
        op.residual ? wasmMatrix(op.residual).address : 0,
        losses,
        width < cols ? 1 : 0,
      )
      if (op.biasGradient) await addPartials(partials, blocks, wasmMatrix(op.biasGradient), 1)
      return sum(losses, rows)
    },
    async groupNorm({ codes, gradients, of, weights, epsilon }) {
      const { rows, latents } = wasmCodes(codes[0]!).support
      const groups = typeof weights === 'number' ? latents : weights.length
      const lists = buffers.of('lists', 16 * codes.length)
      const table = engine.u32(lists, 4 * codes.length)
      for (const [s, resident] of codes.entries()) {
        const { support, values } = wasmCodes(resident)
        table.set(
          [support.offsets, support.indices, values, wasmCodes(gradients[s]!).values],
          4 * s,
        )
      }
      const ofAt = of ? buffers.of('group of latent', 4 * latents) : 0
      if (of) engine.u32(ofAt, latents).set(of.subarray(0, latents))
      const count = typeof weights === 'number' ? 1 : groups
      const weightsAt = buffers.of('group weights', 4 * count)
      if (typeof weights === 'number') engine.f32(weightsAt, 1)[0] = weights
      else engine.f32(weightsAt, groups).set(weights)
      const bytes = Math.ceil((12 * groups) / 64) * 64
      // Zero between rows: numbers of groups must not share it, as their layouts differ.
      const scratch = buffers.of(`groups of ${groups}`, bytes * engine.threads)
      const sums = buffers.of('norms', 8 * rows)
      await engine.run(
        'groupNorm',
        blocksOf(rows),
        lists,
        codes.length,
        rows,
        ofAt,
        weightsAt,
        typeof weights === 'number' ? 0 : 4,
        epsilon,
        scratch,
        bytes,
        groups,
        sums,
      )
      return rows === 0 ? 0 : sum(sums, rows) / rows
    },
    async activationGradient({ codes, gradient, bias, biasGradient, gain, sparsity }) {
      const { support, values } = wasmCodes(codes)
      const { starts, entries } = await columnsOf(engine, support)
      await engine.run(
        'activationGradient',
        Math.ceil(support.latents / LATENT_BLOCK),
        starts,
        entries,
        support.latents,
        values,
        wasmCodes(gradient).values,
        wasmMatrix(bias).address,
        wasmMatrix(biasGradient).address,
        gain ? wasmMatrix(gain.value).address : 0,
        gain ? wasmMatrix(gain.gradient).address : 0,
        sparsity,
      )
    },
    async backproject({ codes, w, spans, view, into }) {
      const resident = wasmCodes(codes)
      const blocks = blocksOf(resident.support.rows)
      const { cols } = view
      const partials = buffers.of('partials', 4 * blocks * cols)
      await engine.run(
        'backproject',
        blocks,
        ...sparse(resident, wasmMatrix(w), spans, cols),
        0,
        buffers.of('thread rows', 4 * cols * engine.threads),
        wasmMatrix(view).address,
        partials,
      )
      await addPartials(partials, blocks, wasmMatrix(into), -1)
    },
  }
}
