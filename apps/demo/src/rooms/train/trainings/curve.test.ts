import { expect, it } from 'vitest'
import type { TrainReport } from '../../../engine/train/report.ts'
import { longer, overlaid, type CurvePoint } from './curve.ts'

const report = (step: number, fve: Record<string, number> | null = null): TrainReport => ({
  run: 'trained:1',
  step,
  steps: 100,
  epoch: 0,
  epochs: 10,
  reconstruction: 1 / step,
  penalty: 0,
  l0: 8,
  dead: 0.25,
  samplesPerSecond: 1,
  etaSeconds: 1,
  records: [],
  look: fve && { fve, concepts: [] },
})

it('adds where training stands in epochs, and the mean FVE where somebody looked', () => {
  const curve = longer(longer([], report(5)), report(25, { image: 0.5, audio: 0.7 }))
  expect(curve).toEqual([
    { epoch: 0.5, loss: 0.2, l0: 8, dead: 0.25, fve: null },
    { epoch: 2.5, loss: 0.04, l0: 8, dead: 0.25, fve: expect.closeTo(0.6) },
  ])
})

it('stays short, keeps the newest point and every FVE', () => {
  let curve: CurvePoint[] = []
  for (let step = 1; step <= 2000; step++) {
    curve = longer(curve, report(step, step % 50 === 0 ? { image: step } : null))
  }
  expect(curve.length).toBeLessThanOrEqual(400)
  expect(curve.at(-1)!.epoch).toBe(200)
  expect(curve.filter(({ fve }) => fve !== null)).toHaveLength(40)
})

it('puts curves of other epochs over one x', () => {
  const point = (epoch: number, fve: number | null): CurvePoint => ({
    epoch,
    loss: 0,
    l0: 0,
    dead: 0,
    fve,
  })
  const curves = [
    [point(1, 0.1), point(2, null), point(4, 0.4)],
    [point(2, 0.2), point(4, 0.5)],
  ]
  expect(overlaid(curves, ({ fve }) => fve)).toEqual({
    x: [1, 2, 4],
    values: [
      [0.1, null, 0.4],
      [null, 0.2, 0.5],
    ],
  })
})
