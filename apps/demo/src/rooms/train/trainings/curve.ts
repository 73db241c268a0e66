import type { TrainReport } from '../../../engine/train/report.ts'

/** How a training stood at some moment. */
export interface CurvePoint {
  /** Epochs that had passed, in parts. */
  readonly epoch: number
  readonly loss: number
  readonly l0: number
  /** Share of the latents. */
  readonly dead: number
  /** Mean over the modalities; null where nobody looked. */
  readonly fve: number | null
}

/** More points than this cannot be told apart on a chart. */
const MOST = 400

/** A curve with a report added; when it grows long, every other point without an FVE goes. */
export function longer(curve: readonly CurvePoint[], report: TrainReport): CurvePoint[] {
  const { step, steps, epochs, reconstruction, l0, dead, look } = report
  const all = [
    ...curve,
    {
      epoch: (step / steps) * epochs,
      loss: reconstruction,
      l0,
      dead,
      fve: look && meanOf(Object.values(look.fve)),
    },
  ]
  return all.length <= MOST ? all : all.filter(({ fve }, at) => fve !== null || at % 2 === 1)
}

/** Curves over one x: each epoch of any of them, null where a curve has no point. */
export function overlaid(
  curves: readonly (readonly CurvePoint[])[],
  value: (point: CurvePoint) => number | null,
): { x: number[]; values: (number | null)[][] } {
  const known = curves.map((curve) => curve.filter((point) => value(point) !== null))
  const x = [...new Set(known.flat().map(({ epoch }) => epoch))].sort((a, b) => a - b)
  const values = known.map((curve) => {
    const at = new Map(curve.map((point) => [point.epoch, value(point)]))
    return x.map((epoch) => at.get(epoch) ?? null)
  })
  return { x, values }
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
