import { expect, test } from 'vitest'
import { block } from './block.ts'

function rowsOf(length: number, rate: number, widths: number[]): Uint8Array[] {
  const width = widths.reduce((a, b) => a + b, 0)
  const visible = new Uint8Array(500 * width)
  block({ rate, length }).fill(visible, { seed: 2, step: 1, rows: 500, widths })
  return Array.from({ length: 500 }, (_, n) => visible.subarray(n * width, (n + 1) * width))
}

/** Lengths of the runs of hidden entries that touch neither end. */
function innerRuns(row: Uint8Array): number[] {
  return [...row.join('').matchAll(/(?<=1)0+(?=1)/g)].map(([run]) => run.length)
}

test('hidden entries come in whole blocks', () => {
  const runs = rowsOf(5, 0.3, [64]).flatMap(innerRuns)
  expect(runs.length).toBeGreaterThan(500)
  for (const run of runs) expect(run % 5).toBe(0)
})

test('blocks start anywhere', () => {
  const starts = new Set(rowsOf(5, 0.3, [64]).map((row) => row.join('').indexOf('10') % 5))
  starts.delete(-1)
  expect(starts.size).toBe(5)
})

test('modalities are hidden independently of one another', () => {
  const rows = rowsOf(4, 0.5, [32, 32])
  let both = 0
  for (const row of rows) for (let j = 0; j < 32; j++) if (!row[j] && !row[32 + j]) both++
  expect(Math.abs(both / (500 * 32) - 0.25)).toBeLessThan(0.03)
})

test('blocks longer than the modality hide all of it or none', () => {
  const seen = rowsOf(1000, 0.5, [8, 8]).map((row) => row.reduce((a, b) => a + b, 0))
  // Both, one or neither, and of neither an entry is revealed; a cut inside has a chance of 1.4 %.
  expect(seen.filter((count) => [16, 8, 1].includes(count)).length).toBeGreaterThan(470)
  for (const count of [16, 8, 1]) expect(seen).toContain(count)
})
