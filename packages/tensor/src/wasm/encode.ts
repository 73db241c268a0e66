import type { Activation } from '../activation.ts'
import type { Backend, EncodeOp } from '../backend.ts'
import { checkRows } from '../check.ts'
import { TensorError } from '../errors.ts'
import { createDense } from './dense.ts'
import type { Engine } from './engine.ts'
import { arrange, createAtomPacker, select, type Selection } from './packing.ts'
import { createBuffers } from './scratch.ts'
import { createSelect } from './select.ts'
import { touch, wasmCodes, wasmMatrix, type WasmCodes } from './store.ts'
import { createTopK, type Screening } from './top-k.ts'

/** Encode and the dense product, with what they keep. */
export interface Encoder extends Pick<Backend, 'encode' | 'product' | 'dispose'> {
  /** Rows so far that the screen could not decide and that were encoded exactly. */
  readonly undecided: number
}

export function createEncoder(engine: Engine, screening: Screening): Encoder {
  const buffers = createBuffers(engine)
  const packAtoms = createAtomPacker(engine, buffers)
  const topK = createTopK(engine, buffers, packAtoms, screening)
  const dense = createDense(engine, buffers, packAtoms)
  const selecting = createSelect(engine, buffers)

  async function encodeTopK(
    op: EncodeOp,
    k: number,
    keep: number,
    out: WasmCodes,
    among?: Uint8Array,
  ): Promise<void> {
    const selection = select(engine, buffers, wasmMatrix(op.w), op.spans, op.latents, among)
    const wanted = Math.max(0, Math.min(k, selection.count))
    if (wanted === 0 || op.rows === 0) {
      engine.u32(out.support.offsets, op.rows + 1).fill(0)
      return
    }
    const slots = buffers.of('slots', 8 * op.rows * wanted)
    const counts = buffers.of('counts', 4 * op.rows)
    const bias = wasmMatrix(op.bias)
    const gain = op.gain && wasmMatrix(op.gain)
    await topK.run({
      x: wasmMatrix(op.x),
      rows: op.rows,
      selection,
      ...perAtom(op, selection),
      parameters: `${bias.version} ${gain?.version}`,
      allBias: bias.address,
      allGain: gain?.address ?? 0,
      keep,
      k: wanted,
      counts,
      latents: slots,
      values: slots + 4 * op.rows * wanted,
    })
    fromSlots(out, op.rows, wanted, counts, slots)
  }

  function perAtom(op: EncodeOp, selection: Selection) {
    const bias = arrange(engine, buffers, 'bias', selection, {
      values: wasmMatrix(op.bias),
      padding: -Infinity,
    })
    const gain = op.gain && wasmMatrix(op.gain)
    return {
      bias,
      gain: arrange(engine, buffers, 'gain', selection, { values: gain, constant: 1, padding: 1 }),
    }
  }

  /** Moves slots of k entries a row together. */
  function fromSlots(out: WasmCodes, rows: number, k: number, counts: number, slots: number): void {
    const { offsets, indices, capacity } = out.support
    const found = engine.u32(counts, rows)
    const starts = engine.u32(offsets, rows + 1)
    starts[0] = 0
    for (let n = 0; n < rows; n++) starts[n + 1] = starts[n]! + found[n]!
    checkCapacity(starts[rows]!, capacity)
    const latents = engine.u32(slots, rows * k)
    const values = engine.f32(slots + 4 * rows * k, rows * k)
    const toLatents = engine.u32(indices, capacity)
    const toValues = engine.f32(out.values, capacity)
    if (starts[rows] === rows * k) {
      toLatents.set(latents)
      toValues.set(values)
      return
    }
    for (let n = 0; n < rows; n++) {
      for (let i = 0; i < found[n]!; i++) {
        toLatents[starts[n]! + i] = latents[n * k + i]!
        toValues[starts[n]! + i] = values[n * k + i]!
      }
    }
  }

  async function encodeDense(
    op: EncodeOp,
    activation: Exclude<Activation, { kind: 'topK' }>,
    keep: number,
    out: WasmCodes,
  ): Promise<void> {
    const selection = select(engine, buffers, wasmMatrix(op.w), op.spans, op.latents)
    const sink = selecting(activation, selection, { keep, rows: op.rows, out })
    const input = { x: wasmMatrix(op.x), selection, ...perAtom(op, selection) }
    await dense.blocks(input, op.rows, sink.take)
    await sink.end()
  }

  return {
    get undecided() {
      return topK.undecided
    },
    async encode(op) {
      const { x, w, rows, activation, auxiliary } = op
      checkRows(x, rows)
      const out = wasmCodes(op.out)
      let keep = 0
      if (op.keep) {
        // The last tile may read three rows more.
        keep = buffers.of('keep', (rows + 3) * w.rows)
        engine.u8(keep, rows * w.rows).set(op.keep.subarray(0, rows * w.rows))
      }
      if (activation.kind === 'topK') await encodeTopK(op, activation.k, keep, out)
      else await encodeDense(op, activation, keep, out)
      finish(out, rows)
      if (auxiliary) {
        const revived = wasmCodes(auxiliary.out)
        await encodeTopK(op, auxiliary.k, 0, revived, auxiliary.among)
        finish(revived, rows)
      }
    },
    async product(a, b, out) {
      if (a.cols !== b.cols || out.rows !== a.rows || out.cols !== b.rows) {
        throw new TensorError(
          `product of ${a.rows}×${a.cols} and ${b.rows}×${b.cols} into ${out.rows}×${out.cols}: widths must agree and the result be ${a.rows}×${b.rows}`,
        )
      }
      const spans = [{ x: 0, w: 0, width: a.cols }]
      const selection = select(engine, buffers, wasmMatrix(b), spans, undefined)
      const bias = arrange(engine, buffers, 'zeros', selection, { padding: 0 })
      const gain = arrange(engine, buffers, 'gain', selection, { constant: 1, padding: 1 })
      const into = wasmMatrix(out)
      await dense.into({ x: wasmMatrix(a), selection, bias, gain }, a.rows, into)
      touch(into)
    },
    dispose() {
      topK.dispose()
      buffers.dispose()
    },
  }
}

function finish({ support }: WasmCodes, rows: number): void {
  support.rows = rows
  support.version++
}

/** @throws TensorError when the codes are full */
export function checkCapacity(stored: number, capacity: number): void {
  if (stored <= capacity) return
  throw new TensorError(
    `the codes hold ${capacity} entries and ${stored} latents fired: allocate a larger capacity`,
  )
}
