import type { SeededMask, Span, ViewOp } from '../backend.ts'
import { checkRows } from '../check.ts'
import { hides } from '../hash.ts'
import { halves, packBits, readBit } from './bits.ts'
import type { Device } from './device.ts'
import type { KernelText } from './kernel-text.ts'
import { arrayOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import { inSpan } from './spans.ts'

/**
 * The view op. Seeded masks are drawn on the host and sent as bits: gpu.js computes in float32 also
 * where a kernel writes integers, so that the 32-bit products of the hash would lose their low
 * bits. It also spares reading `seen` back.
 */
export function createView(device: Device, scratch: Scratch) {
  return async (op: ViewOp): Promise<void> => {
    const { rows, spans, present, mask, rescale, seen } = op
    checkRows(op.x, rows)
    const [x, view, out] = [arrayOf(op.x), arrayOf(op.view), arrayOf(op.out)]
    const { cols } = op.x
    const bits = packBits(scratch, 'mask', [op.x.rows, cols])
    const scales = scratch.host('scales', [op.x.rows, spans.length])
    for (let n = 0; n < rows; n++) {
      let inSample = 0
      for (const [s, span] of spans.entries()) {
        const at = n * spans.length + s
        let visible = 0
        for (let j = 0; present[at] && j < span.width; j++) {
          if (!isVisible(mask, n * cols + span.x, at, j)) continue
          bits.set(n, span.x + j)
          visible++
        }
        seen[at] = visible
        inSample += visible
        scales.values[at] = visible && span.width / visible
      }
      if (rescale !== 'sample') continue
      const from = n * spans.length
      scales.values.fill(inSample && cols / inSample, from, from + spans.length)
    }
    await device.compute(view, scaleVisible(spans), [bits.words, halves, scales])
    await device.compute(out, viewed, [view, x, arrayOf(op.center)])
  }
}

function isVisible(mask: Uint8Array | SeededMask, from: number, at: number, j: number): boolean {
  if (mask instanceof Uint8Array) return mask[from + j] !== 0
  return !hides(mask.keys[at]!, j, mask.threshold)
}

/** The scale of its span where an entry is visible, 0 where it is hidden. */
const scaleVisible = (spans: readonly Span[]): KernelText => ({
  name: 'scaleVisible',
  parameters: ['words', 'halves', 'scales'],
  body: (layout) => `
    ${readBit(layout, 'words', layout.row, layout.col)}
    let scale = 0;
    if (bit > 0) {
      ${spans
        .map(
          (span, s) =>
            `if (${inSpan(layout.col, span)}) { scale = ${layout.at('scales', layout.row, `${s}`)}; }`,
        )
        .join('\n')}
    }
    return scale;`,
})

const viewed: KernelText = {
  name: 'viewed',
  parameters: ['view', 'x', 'center'],
  body: ({ col, at, here }) => `
    let result = 0;
    if (${here('view')} !== 0) {
      result = ${here('view')} * (${here('x')} - ${at('center', '0', col)});
    }
    return result;`,
}
