import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shared } from './shared.ts'

function patterns(widths: number[], rate: number, present?: Uint8Array): Uint8Array[] {
  const width = widths.reduce((a, b) => a + b, 0)
  const visible = new Uint8Array(200 * width)
  shared({ rate }).fill(visible, { seed: 8, step: 3, rows: 200, widths, present })
  return Array.from({ length: 200 }, (_, n) => visible.subarray(n * width, (n + 1) * width))
}

test('equal widths repeat one pattern', () => {
  for (const row of patterns([16, 16, 16], 0.4)) {
    expect(row.subarray(16, 32)).toEqual(row.subarray(0, 16))
    expect(row.subarray(32)).toEqual(row.subarray(0, 16))
  }
})

test('unequal widths read the pattern of the widest: 3 of 6 reads positions 0, 2, 4', () => {
  for (const row of patterns([3, 6], 0.4)) {
    expect([...row.subarray(0, 3)]).toEqual([row[3], row[5], row[7]])
  }
})

test('entry j of width d reads position ⌊j·d_max/d⌋, at any widths and rates', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 3 }),
      fc.constantFrom(0.3, 0.97),
      (widths, rate) => {
        const widest = Math.max(...widths)
        const at = widths.indexOf(widest)
        const start = widths.slice(0, at).reduce((a, b) => a + b, 0)
        for (const row of patterns(widths, rate)) {
          let entry = 0
          for (const width of widths) {
            for (let j = 0; j < width; j++, entry++) {
              expect(row[entry]).toBe(row[start + Math.floor((j * widest) / width)])
            }
          }
        }
      },
    ),
    { numRuns: 20 },
  )
})

test('the pattern of a sample does not depend on which modalities it has', () => {
  const both = patterns([4, 7], 0.3)
  const narrow = patterns(
    [4, 7],
    0.3,
    Uint8Array.from({ length: 400 }, (_, f) => 1 - (f % 2)),
  )
  for (const row of narrow) expect([...row.subarray(4)]).toEqual([0, 0, 0, 0, 0, 0, 0])
  // Where the narrow one would see nothing, an entry is revealed for it.
  const compared = narrow.filter((_, n) => both[n]!.subarray(0, 4).includes(1))
  expect(compared.length).toBeGreaterThan(150)
  expect(compared.map((row) => row.subarray(0, 4))).toEqual(
    both.map((row) => row.subarray(0, 4)).filter((row) => row.includes(1)),
  )
})

test('a revealed position is revealed in every modality', () => {
  const rows = patterns([2, 2], 0.95)
  expect(rows.filter((row) => row.reduce((a, b) => a + b) === 2).length).toBeGreaterThan(150)
  for (const row of rows) expect([row[0], row[1]]).toEqual([row[2], row[3]])
})
