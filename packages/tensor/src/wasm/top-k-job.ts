import { FIELD, scratchBytes, stateBytes } from './encode-job.ts'
import type { Engine } from './engine.ts'
import { distance, roundingOf, type AtomBounds } from './margins.ts'
import type { Packed, Selection } from './packing.ts'
import type { Buffers } from './scratch.ts'
import type { WasmMatrix } from './store.ts'

/** What a top-k selection reads and where it writes. */
export interface TopKInput {
  readonly x: WasmMatrix
  readonly rows: number
  readonly selection: Selection
  /** Per listed atom. */
  readonly bias: number
  readonly gain: number
  /** Tells these biases and gains from any others. */
  readonly parameters: string
  /** Per latent; `allGain` 0: ones. */
  readonly allBias: number
  readonly allGain: number
  /** 0, or rows×p bytes. */
  readonly keep: number
  readonly k: number
  /** Slots of k entries a row, and their counts. */
  readonly counts: number
  readonly latents: number
  readonly values: number
}

/** The job that the kernels of a selection share, filled step by step. */
export interface TopKJob {
  readonly fields: number[]
  run(kernel: string, chunks: number): Promise<void>
  /**
   * Every field that does not depend on how the rows meet the atoms. `slack`: room for candidates that a
   * screen cannot tell apart; `rows`: of the states.
   */
  prepare(input: TopKInput, rows: number, lanes: number, slack: number): void
  /** Takes only these rows of the batch; `padded` of them, the last one repeated. Address of the list. */
  listRows(rows: Uint32Array, padded: number): number
  /** Raises the rows' margins to those of these atoms, and lowers the thresholds that stand by as much. */
  widen(samples: Packed, rows: number, width: number, bounds: AtomBounds, first: boolean): void
  /** Writes the results of `rows` rows. */
  finish(screened: boolean, rows: number): Promise<void>
}

export function createTopKJob(engine: Engine, buffers: Buffers): TopKJob {
  const fields = Array.from({ length: FIELD.length }, () => 0)
  const run = (kernel: string, chunks: number) => engine.run(kernel, chunks, ...fields)
  return {
    fields,
    run,
    prepare(input, rows, lanes, slack) {
      const { selection, k } = input
      const capacity = Math.ceil((2 * k + slack) / 8) * 8
      fields[FIELD.rows] = rows
      fields[FIELD.listed] = selection.listed
      fields[FIELD.padded] = selection.padded
      fields[FIELD.list] = selection.list
      fields[FIELD.bias] = input.bias
      fields[FIELD.gain] = input.gain
      fields[FIELD.margins] = 0
      fields[FIELD.thresholds] = buffers.of('thresholds', 4 * rows * lanes)
      fields[FIELD.states] = buffers.of('states', rows * lanes * stateBytes(capacity))
      fields[FIELD.stateBytes] = stateBytes(capacity)
      fields[FIELD.k] = k
      fields[FIELD.capacity] = capacity
      fields[FIELD.keep] = input.keep
      fields[FIELD.keepStride] = selection.w.rows
      fields[FIELD.scratchBytes] = scratchBytes(selection.padded, capacity, lanes)
      fields[FIELD.scratch] = buffers.of('threads', engine.threads * fields[FIELD.scratchBytes]!)
      fields[FIELD.x] = input.x.address
      fields[FIELD.xStride] = input.x.cols
      fields[FIELD.w] = selection.w.address
      fields[FIELD.wStride] = selection.w.cols
      fields[FIELD.xSpans] = selection.xSpans
      fields[FIELD.wSpans] = selection.wSpans
      fields[FIELD.spanCount] = selection.spans.length
      fields[FIELD.allBias] = input.allBias
      fields[FIELD.allGain] = input.allGain
      fields[FIELD.lanes] = lanes
      fields[FIELD.outCounts] = input.counts
      fields[FIELD.outLatents] = input.latents
      fields[FIELD.outValues] = input.values
      fields[FIELD.rowList] = 0
      fields[FIELD.outComputed] = buffers.of('computed', 4 * input.rows)
    },
    listRows(rows, padded) {
      fields[FIELD.rowList] = buffers.of('row list', 4 * padded)
      const list = engine.u32(fields[FIELD.rowList]!, padded)
      list.fill(rows.at(-1)!)
      list.set(rows)
      return fields[FIELD.rowList]!
    },
    widen({ norms, units, errors }, rows, width, bounds, first) {
      fields[FIELD.margins] = buffers.of('margins', 4 * rows)
      fields[FIELD.slacks] = buffers.of('slacks', 4 * rows)
      const norm = engine.f32(norms, rows)
      const lost = engine.f32(errors ?? units, rows)
      const margins = engine.f32(fields[FIELD.margins]!, rows)
      const slacks = engine.f32(fields[FIELD.slacks]!, rows)
      const lanes = fields[FIELD.lanes]!
      const thresholds = engine.f32(fields[FIELD.thresholds]!, rows * lanes)
      // With `errors` the pushed values allow for each atom's own rounding.
      const pushed = errors === undefined ? bounds : { ...bounds, error: 0 }
      for (let n = 0; n < rows; n++) {
        const rounding = errors === undefined ? roundingOf(lost[n]!, width) : lost[n]!
        const before = first ? 0 : margins[n]!
        const after = Math.max(before, 2 * distance(norm[n]!, rounding, width, bounds))
        margins[n] = after
        slacks[n] = Math.max(first ? 0 : slacks[n]!, distance(norm[n]!, rounding, width, pushed))
        if (first || after === before) continue
        for (let lane = 0; lane < lanes; lane++) {
          const at = lane * rows + n
          if (thresholds[at]! < Infinity) thresholds[at]! -= (after - before) / 2
        }
      }
    },
    async finish(screened, rows) {
      fields[FIELD.outRows] = rows
      fields[FIELD.rowBlocks] = Math.ceil(rows / 8)
      await run(screened ? 'finishScreen' : 'finishExact', fields[FIELD.rowBlocks]!)
    },
  }
}
