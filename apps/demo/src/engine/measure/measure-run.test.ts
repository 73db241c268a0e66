import { expect, it } from 'vitest'
import { openSmallRun } from '../testing/open-small-run.ts'
import { measureRun } from './measure-run.ts'

it('measures what training has not seen, within the bounds of each measure', async () => {
  const run = await openSmallRun()
  const what: string[] = []
  const measures = await measureRun(run, {
    onProgress: (progress) => void what.push(progress.what),
  })
  expect(what).toHaveLength(4)
  expect(measures.l0['image']).toBeGreaterThanOrEqual(1)
  expect(measures.l0['image']).toBeLessThanOrEqual(3)
  for (const value of Object.values(measures.fve)) expect(value).toBeGreaterThan(0.5)
  expect(measures.cross.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'image audio',
    'audio image',
  ])
  // Three classes far apart: both a line and the code tell them.
  expect(measures.probe!['image']).toBe(1)
  expect(measures.zeroShot!['image']).toBe(1)
  expect(measures.modalityHistogram).toHaveLength(21)
  const { heatMap } = measures
  expect(heatMap!.values).toHaveLength(heatMap!.groups.length * 3)
  expect(Math.max(...heatMap!.values)).toBe(1)
})
