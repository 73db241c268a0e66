import type { SeededMask, Span, ViewOp } from '../backend.ts'
import { hides } from '../hash.ts'
import type { Matrix } from '../matrix.ts'

interface View extends Pick<ViewOp, 'rows' | 'spans' | 'present' | 'mask' | 'rescale' | 'seen'> {
  readonly x: Matrix
  readonly center: Float32Array
  readonly view: Float32Array
  readonly out: Float32Array
}

/** view = s where visible, else 0; out = view ⊙ (x − c). */
export function fillView({
  x,
  center,
  rows,
  spans,
  view,
  out,
  rescale,
  seen,
  ...draw
}: View): void {
  const { cols, data } = x
  for (let n = 0; n < rows; n++) {
    let inSample = 0
    for (let s = 0; s < spans.length; s++) {
      const span = spans[s]!
      let visible = 0
      for (let j = 0; j < span.width; j++) {
        const bit = isVisible(draw, spans, cols, n, s, j) ? 1 : 0
        view[n * cols + span.x + j] = bit
        visible += bit
      }
      seen[n * spans.length + s] = visible
      inSample += visible
    }
    for (let s = 0; s < spans.length; s++) {
      const span = spans[s]!
      const scale =
        rescale === 'sample' ? cols / inSample : span.width / seen[n * spans.length + s]!
      for (let j = span.x; j < span.x + span.width; j++) {
        const at = n * cols + j
        view[at] = view[at] ? scale : 0
        out[at] = view[at] ? view[at]! * (data[at]! - center[j]!) : 0
      }
    }
  }
}

function isVisible(
  { present, mask }: Pick<ViewOp, 'present' | 'mask'>,
  spans: readonly Span[],
  cols: number,
  n: number,
  s: number,
  j: number,
): boolean {
  if (!present[n * spans.length + s]) return false
  if (mask instanceof Uint8Array) return mask[n * cols + spans[s]!.x + j] !== 0
  const { keys, threshold }: SeededMask = mask
  return !hides(keys[n * spans.length + s]!, j, threshold)
}
