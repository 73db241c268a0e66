import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Codes } from './codes.ts'
import { contrastive } from './contrastive.ts'

const LATENTS = 5
const TEMPERATURE = 0.2

const codes = (rows: readonly (readonly number[])[]): Codes => ({
  rows: rows.length,
  latents: LATENTS,
  values: Float32Array.from(rows.flat()),
})

/** The definition, term by term. */
function direct(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
  partners: readonly (readonly number[])[],
): number {
  const kept = a.flatMap((_, n) => (Math.hypot(...a[n]!) && Math.hypot(...b[n]!) ? [n] : []))
  const cosine = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0) / (Math.hypot(...x) * Math.hypot(...y))
  const negative = (n: number, m: number) => !partners.some((ids) => ids[n] === ids[m])
  let sum = 0
  for (const n of kept) {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const logits = kept
        .filter((m) => m === n || negative(n, m))
        .map((m) => cosine(from[n]!, to[m]!) / TEMPERATURE)
      const total = logits.reduce((acc, logit) => acc + Math.exp(logit), 0)
      sum += (Math.log(total) - cosine(from[n]!, to[n]!) / TEMPERATURE) / 2
    }
  }
  return a.length === 0 ? 0 : sum / a.length
}

const batches = fc.integer({ min: 0, max: 6 }).chain((rows) => {
  const row = fc.array(fc.constantFrom(0, 0, 0, 0.5, 1, 2), {
    minLength: LATENTS,
    maxLength: LATENTS,
  })
  const modality = fc.array(row, { minLength: rows, maxLength: rows })
  const ids = fc.array(fc.nat(4), { minLength: rows, maxLength: rows })
  return fc.record({ a: modality, b: modality, c: modality, partners: fc.tuple(ids, ids) })
})

test('agrees with its definition, partners and empty rows left out', () => {
  fc.assert(
    fc.property(batches, fc.boolean(), ({ a, b, partners }, known) => {
      const penalty = contrastive({ weight: 0.5, temperature: TEMPERATURE })
      const value = penalty.value(
        [codes(a), codes(b)],
        known ? { partners: partners.map((ids) => Int32Array.from(ids)) } : {},
      )
      expect(value).toBeCloseTo(0.5 * direct(a, b, known ? partners : []), 5)
    }),
  )
})

test('is the mean over the pairs that a row of three modalities has', () => {
  fc.assert(
    fc.property(batches, ({ a, b, c }) => {
      const penalty = contrastive({ weight: 1, temperature: TEMPERATURE })
      const counts = a.map((_, n) => {
        const there = [a, b, c].filter((part) => Math.hypot(...part[n]!) > 0).length
        return (there * (there - 1)) / 2
      })
      const paired = counts.filter((count) => count > 0)
      const perRow = paired.reduce((sum, count) => sum + count, 0) / paired.length || 1
      const expected = (direct(a, b, []) + direct(a, c, []) + direct(b, c, [])) / perRow
      expect(penalty.value([codes(a), codes(b), codes(c)])).toBeCloseTo(expected, 5)
    }),
  )
})

test('two orthogonal pairs: log(1 + e^(−1/τ))', () => {
  const part = codes([
    [2, 0, 0, 0, 0],
    [0, 0, 3, 0, 0],
  ])
  const penalty = contrastive({ weight: 1, temperature: 0.5 })
  expect(penalty.value([part, part])).toBeCloseTo(Math.log(1 + Math.exp(-2)), 12)
})

test('what others lack changes no sample’s weight: half the rows, half the loss', () => {
  const rows = [
    [2, 0, 0, 0, 0],
    [0, 0, 3, 0, 0],
  ]
  const nothing = [0, 0, 0, 0, 0]
  const penalty = contrastive({ weight: 1, temperature: 0.5 })
  const value = penalty.value([codes([...rows, nothing, nothing]), codes([...rows, ...rows])])
  expect(value).toBeCloseTo(Math.log(1 + Math.exp(-2)) / 2, 12)
})

test('a third modality that agrees changes nothing, one that nobody has neither', () => {
  const part = codes([
    [2, 0, 0, 0, 0],
    [0, 0, 3, 0, 0],
  ])
  const none = codes([
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ])
  const penalty = contrastive({ weight: 1, temperature: 0.5 })
  const two = penalty.value([part, part])
  expect(penalty.value([part, part, part])).toBeCloseTo(two, 12)
  expect(penalty.value([part, none, part])).toBe(two)
})

test('a pair without negatives costs nothing', () => {
  const penalty = contrastive({ weight: 1 })
  const pair = [codes([[1, 0, 0, 0, 0]]), codes([[0, 1, 0, 0, 0]])]
  expect(penalty.value(pair)).toBeCloseTo(0, 12)
  const twins = [
    codes([
      [1, 0, 0, 0, 0],
      [1, 1, 0, 0, 0],
    ]),
    codes([
      [0, 1, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ]),
  ]
  expect(
    penalty.value(twins, { partners: [Int32Array.of(1, 2), Int32Array.of(7, 7)] }),
  ).toBeCloseTo(0, 12)
})

test('a negative id is nobody’s partner', () => {
  const part = codes([
    [1, 0, 0, 0, 0],
    [0, 1, 0, 0, 0],
  ])
  const penalty = contrastive({ weight: 1, temperature: 0.5 })
  const partners = [Int32Array.of(-1, -1)]
  expect(penalty.value([part, part], { partners })).toBe(penalty.value([part, part]))
})

test('rows and modalities may change places', () => {
  fc.assert(
    fc.property(batches, ({ a, b }) => {
      const penalty = contrastive({ weight: 1, temperature: TEMPERATURE })
      const value = penalty.value([codes(a), codes(b)])
      expect(penalty.value([codes(b), codes(a)])).toBeCloseTo(value, 10)
      expect(penalty.value([codes(a.toReversed()), codes(b.toReversed())])).toBeCloseTo(value, 10)
    }),
  )
})

test('stays finite at the lowest temperature with opposite codes', () => {
  const penalty = contrastive({ weight: 1, temperature: 0.01 })
  const a = codes([
    [1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
  ])
  const b = codes([
    [-1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
  ])
  // Logits are ∓100: from a, row 0 loses by 200 and row 1 wins; from b, both tie.
  expect(penalty.value([a, b])).toBeCloseTo((200 + 0 + 2 * Math.log(2)) / 4, 10)
})

test('temperatures and partners that fit nothing are refused', () => {
  for (const temperature of [0, 0.009, NaN, Infinity]) {
    expect(() => contrastive({ weight: 1, temperature })).toThrow(
      `temperature is ${temperature}; it must be a number from 0.01 up`,
    )
  }
  const part = codes([
    [1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0],
  ])
  expect(() =>
    contrastive({ weight: 1 }).value([part, part], { partners: [Int32Array.of(1)] }),
  ).toThrow('partners[0] holds 1 ids; the codes have 2 rows')
})
