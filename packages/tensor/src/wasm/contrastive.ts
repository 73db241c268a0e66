import type { ContrastiveOp } from '../backend.ts'
import type { Engine } from './engine.ts'
import type { Buffers } from './scratch.ts'
import { columnsOf, wasmCodes, type WasmCodes } from './store.ts'

/** The contrastive loss of two modalities' codes. */
export function createContrastive(engine: Engine, buffers: Buffers) {
  return {
    async contrastive({ codes, gradients, partners, weight, temperature }: ContrastiveOp) {
      const [a, b] = codes.map(wasmCodes) as [WasmCodes, WasmCodes]
      const { rows, offsets, indices } = a.support
      const { starts, entries } = await columnsOf(engine, b.support)
      const perRow = buffers.of('contrastive rows', 8 * 5 * rows)
      const ids = buffers.of('partners', 4 * rows * partners.length)
      for (const [s, list] of partners.entries()) {
        engine.i32(ids + 4 * s * rows, rows).set(list.subarray(0, rows))
      }
      await engine.run(
        'contrastive',
        1,
        offsets,
        indices,
        a.values,
        wasmCodes(gradients[0]).values,
        b.support.offsets,
        b.values,
        wasmCodes(gradients[1]).values,
        starts,
        entries,
        rows,
        ids,
        partners.length,
        weight,
        temperature,
        buffers.of('contrastive table', 8 * rows * rows),
        perRow,
        buffers.of('contrastive row', 8 * a.latents),
        buffers.of('contrastive entries', 8 * b.capacity),
      )
      // Sums over its row and its column, and the cosine with its own partner; 0: does not count.
      const [rowSums, columnSums, own] = [0, 1, 2].map((list) =>
        engine.f64(perRow + 8 * list * rows, rows),
      ) as [Float64Array, Float64Array, Float64Array]
      let sum = 0
      for (let n = 0; n < rows; n++) {
        if (rowSums[n] === 0) continue
        sum += (Math.log(rowSums[n]!) + Math.log(columnSums[n]!)) / 2 - (own[n]! - 1) / temperature
      }
      return rows === 0 ? 0 : (weight * sum) / rows
    },
  }
}
