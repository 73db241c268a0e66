import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Activation } from '../activation.ts'
import type { LatentRange } from '../backend.ts'
import { sparseCodes } from '../codes.ts'
import { TensorError } from '../errors.ts'
import { select, selectAmong } from './select.ts'

interface Choice {
  latents?: readonly LatentRange[]
  keep?: Uint8Array
  capacity?: number
}

/** The selected latents of each row. */
function fired(rows: readonly (readonly number[])[], activation: Activation, choice: Choice = {}) {
  const p = rows[0]!.length
  const { latents = [[0, p]], keep, capacity = rows.length * p } = choice
  const out = sparseCodes(rows.length, p, capacity)
  select(Float32Array.from(rows.flat()), activation, latents, keep, out)
  return rows.map((row, n) => {
    const [from, to] = [out.offsets[n]!, out.offsets[n + 1]!]
    const active = [...out.indices.subarray(from, to)]
    expect([...out.values.subarray(from, to)]).toEqual(active.map((i) => Math.fround(row[i]!)))
    return active
  })
}

const rows = [
  [1, -1, 3, 3, 0, 2],
  [-1, 0, -2, -3, 0, 0],
  [2, 2, 2, 2, 2, 2],
]

test('relu fires on what is positive', () => {
  expect(fired(rows, { kind: 'relu' })).toEqual([[0, 2, 3, 5], [], [0, 1, 2, 3, 4, 5]])
})

test('topK takes the largest, ties to the lower latent, fewer where fewer are positive', () => {
  expect(fired(rows, { kind: 'topK', k: 1 })).toEqual([[2], [], [0]])
  expect(fired(rows, { kind: 'topK', k: 3 })).toEqual([[2, 3, 5], [], [0, 1, 2]])
  expect(fired(rows, { kind: 'topK', k: 6 })).toEqual([[0, 2, 3, 5], [], [0, 1, 2, 3, 4, 5]])
})

test('batchTopK takes rows·k over the batch, ties to the earlier row and the lower latent', () => {
  // Three rows of k = 1: 3, 3 and the first 2.
  expect(fired(rows, { kind: 'batchTopK', k: 1 })).toEqual([[2, 3, 5], [], []])
  // Six: 3, 3, and four of the seven 2s.
  expect(fired(rows, { kind: 'batchTopK', k: 2 })).toEqual([[2, 3, 5], [], [0, 1, 2]])
  // Eighteen wanted, ten positive.
  const all = fired(rows, { kind: 'relu' })
  expect(fired(rows, { kind: 'batchTopK', k: 6 })).toEqual(all)
})

test('threshold is strict, and a negative threshold lets nothing negative through', () => {
  const theta = Float32Array.of(1, 0.5, 2.5, 3, -1, -5)
  expect(fired(rows, { kind: 'threshold', theta })).toEqual([[2, 5], [], [0, 1, 4, 5]])
})

test('groupTopK keeps the groups of largest ‖a_g‖ / √|g| and the k largest within', () => {
  const partition = { of: Uint32Array.of(0, 0, 0, 1, 2, 2), sizes: Uint32Array.of(3, 1, 2) }
  // Energies per size: row 0 (1+9)/3, 9, 4/2; row 2 all 4, a tie to the lower group.
  const one = { kind: 'groupTopK', k: 2, groups: 1, partition } as const
  expect(fired(rows, one)).toEqual([[3], [], [0, 1]])
  expect(fired(rows, { ...one, groups: 2 })).toEqual([[2, 3], [], [0, 1]])
  expect(fired(rows, { ...one, groups: 2, k: 3 })).toEqual([[0, 2, 3], [], [0, 1, 2]])
  expect(fired(rows, { ...one, groups: 9, k: 9 })).toEqual(fired(rows, { kind: 'relu' }))
})

test('hidden latents and latents outside the ranges never fire', () => {
  const keep = Uint8Array.from(rows.flat(), (_, i) => (i % 6 === 2 ? 0 : 1))
  const latents = [
    [1, 4],
    [5, 6],
  ] as const
  expect(fired(rows, { kind: 'topK', k: 2 }, { keep })).toEqual([[3, 5], [], [0, 1]])
  expect(fired(rows, { kind: 'relu' }, { latents })).toEqual([[2, 3, 5], [], [1, 2, 3, 5]])
  const both = { keep, latents }
  expect(fired(rows, { kind: 'topK', k: 2 }, both)).toEqual([[3, 5], [], [1, 3]])
  expect(fired(rows, { kind: 'batchTopK', k: 1 }, both)).toEqual([[3, 5], [], [1]])
  const partition = { of: Uint32Array.of(0, 0, 0, 0, 1, 1), sizes: Uint32Array.of(4, 2) }
  // Row 0: group 0 keeps only the 3 of latent 3 (9/4), group 1 the 2 of latent 5 (4/2).
  const groups = { kind: 'groupTopK', k: 2, groups: 1, partition } as const
  expect(fired(rows, groups, both)).toEqual([[3], [], [1, 3]])
})

test('a NaN never fires and displaces nothing', () => {
  const broken = [[NaN, 2, NaN, 1, NaN]]
  const theta = Float32Array.of(0, NaN, 0, 0, 0)
  const partition = { of: Uint32Array.of(0, 0, 0, 0, 0), sizes: Uint32Array.of(5) }
  expect(fired(broken, { kind: 'relu' })).toEqual([[1, 3]])
  expect(fired(broken, { kind: 'topK', k: 1 })).toEqual([[1]])
  expect(fired(broken, { kind: 'topK', k: 4 })).toEqual([[1, 3]])
  expect(fired(broken, { kind: 'batchTopK', k: 1 })).toEqual([[1]])
  expect(fired(broken, { kind: 'threshold', theta })).toEqual([[3]])
  expect(fired(broken, { kind: 'groupTopK', k: 1, groups: 1, partition })).toEqual([[1]])
})

test('the auxiliary selection looks at marked latents only', () => {
  const out = sparseCodes(3, 6, 6)
  const pre = Float32Array.from(rows.flat())
  selectAmong(pre, Uint8Array.of(1, 1, 0, 1, 0, 1), 2, [[0, 6]], out)
  expect([...out.offsets]).toEqual([0, 2, 2, 4])
  expect([...out.indices.subarray(0, 4)]).toEqual([3, 5, 0, 1])
  selectAmong(pre, Uint8Array.of(1, 1, 0, 1, 0, 1), 2, [[1, 4]], out)
  expect([...out.offsets]).toEqual([0, 1, 1, 3])
})

test('topK equals a stable sort', () => {
  const value = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.float({ noNaN: true }))
  const row = fc.array(value, { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 10 }),
      (table, k) => {
        const expected = table.map((entries) =>
          entries
            .map((_, i) => i)
            .filter((i) => Math.fround(entries[i]!) > 0)
            .toSorted((i, j) => Math.fround(entries[j]!) - Math.fround(entries[i]!) || i - j)
            .slice(0, k)
            .toSorted((i, j) => i - j),
        )
        expect(fired(table, { kind: 'topK', k })).toEqual(expected)
      },
    ),
    { numRuns: 300 },
  )
})

test('too small a capacity, in entries or rows, is an error that says so', () => {
  expect(() => fired(rows, { kind: 'relu' }, { capacity: 9 })).toThrow(TensorError)
  expect(() => fired(rows, { kind: 'relu' }, { capacity: 9 })).toThrow(
    'the codes hold 9 entries and more latents fired: allocate a larger capacity',
  )
  const out = sparseCodes(2, 6, 18)
  out.rows = 3
  expect(() => select(new Float32Array(18), { kind: 'relu' }, [[0, 6]], undefined, out)).toThrow(
    'the codes have room for 2 rows and got 3',
  )
})
