import { checkGradient } from '@cmgsae/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chain } from './chain.ts'
import type { Codes } from './codes.ts'
import { contiguous } from './contiguous.ts'
import { contrastive } from './contrastive.ts'
import { crossModalGroup } from './cross-modal-group.ts'
import { elastic } from './elastic.ts'
import { fromClusters } from './from-clusters.ts'
import { groupLasso } from './group-lasso.ts'
import { l1 } from './l1.ts'
import { nested } from './nested.ts'
import type { Penalty } from './penalty.ts'
import { treeGroupLasso } from './tree-group-lasso.ts'
import { warmup } from './warmup.ts'

const LATENTS = 12
const partition = fromClusters([0, 1, 0, 2, 2, 1, 0, 2, 2, 0, 1, 2])
const tree = nested({ partition: contiguous({ latents: LATENTS, size: 2 }), branching: 2 })

const makers: Record<string, (weight: number) => Penalty> = {
  l1: (weight) => l1({ weight }),
  elastic: (weight) => elastic({ l1: weight, l2: 2 * weight }),
  groupLasso: (weight) => groupLasso({ weight, partition }),
  'groupLasso, smooth': (weight) => groupLasso({ weight, partition, epsilon: 0.3 }),
  crossModalGroup: (weight) => crossModalGroup({ weight }),
  treeGroupLasso: (weight) => treeGroupLasso({ weight, tree }),
  contrastive: (weight) => contrastive({ weight, temperature: 0.4 }),
  chain: (weight) => chain(l1({ weight }), contrastive({ weight })),
  warmup: (weight) => warmup(crossModalGroup({ weight }), { until: 0.5 }),
}
const entries = Object.entries(makers)
/** Those whose value is a plain mean over rows and whose zeros stay at rest. */
const rowwise = entries.filter(([name]) => !['contrastive', 'chain'].includes(name))
const context = { progress: 0.3 }

/** Seeded codes, about a third of the latents active; row 1 lacks modality 1, row 4 lacks all. */
function randomCodes(seed: number, rows: number, modalities: number): Codes[] {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) / 2 ** 24
  }
  return Array.from({ length: modalities }, (_, s) => {
    const values = new Float32Array(rows * LATENTS)
    for (let n = 0; n < rows; n++) {
      if (n === 4 || (n === 1 && s === 1)) continue
      for (let i = 0; i < LATENTS; i++) {
        if (random() < 0.35) values[n * LATENTS + i] = (0.2 + random()) * (random() < 0.3 ? -1 : 1)
      }
    }
    return { rows, latents: LATENTS, values }
  })
}

/** The same codes in compressed rows, in arrays longer than needed. */
function sparse({ rows, latents, values }: Codes): Codes {
  const offsets = [0]
  const indices: number[] = []
  const stored: number[] = []
  for (let n = 0; n < rows; n++) {
    for (let i = latents - 1; i >= 0; i--) {
      if (values[n * latents + i] === 0) continue
      indices.push(i)
      stored.push(values[n * latents + i]!)
    }
    offsets.push(stored.length)
  }
  return {
    rows,
    latents,
    values: Float32Array.from([...stored, NaN, NaN]),
    offsets: Uint32Array.from([...offsets, 0]),
    indices: Uint32Array.from([...indices, 99, 99]),
  }
}

const start = ({ offsets, latents }: Codes, n: number) => (offsets ? offsets[n]! : n * latents)

function gradientOf(penalty: Penalty, codes: readonly Codes[], from = 0) {
  const into = codes.map(({ values }) => new Float32Array(values.length).fill(from))
  const value = penalty.gradient(codes, into, context)
  return { value, into }
}

describe.each(entries)('%s', (name, make) => {
  test.each([
    ['dense', 2],
    ['dense', 3],
    ['sparse', 2],
    ['sparse', 3],
  ] as const)('gradient of %s codes in %i modalities', (form, modalities) => {
    const codes = randomCodes(5, 6, modalities).map((part) =>
      form === 'sparse' ? sparse(part) : part,
    )
    const penalty = make(0.7)
    const { value, into } = gradientOf(penalty, codes)
    expect(value).toBe(penalty.value(codes, context))
    expect(value).toBeGreaterThan(0)
    for (const [s, part] of codes.entries()) {
      for (let n = 0; n < part.rows; n++) {
        const [from, to] = [start(part, n), start(part, n + 1)]
        const row = part.values.subarray(from, to)
        const gradient = into[s]!.subarray(from, to)
        const off = row.every((z) => z === 0)
        expect(off && gradient.some((g) => g !== 0)).toBe(false)
        // A contrastive loss is not continuous where a code is empty.
        if (!off) checkGradient(() => penalty.value(codes, context), row, gradient)
      }
      expect(into[s]!.subarray(start(part, part.rows)).every((g) => g === 0)).toBe(true)
    }
  })

  test('dense and sparse codes agree', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(7), fc.integer({ min: 1, max: 3 }), (seed, rows, modalities) => {
        const codes = randomCodes(seed, rows, modalities)
        const compressed = codes.map(sparse)
        const dense = gradientOf(make(0.7), codes)
        const { value, into } = gradientOf(make(0.7), compressed)
        expect(value).toBeCloseTo(dense.value, 10)
        for (const [s, { offsets, indices }] of compressed.entries()) {
          for (let n = 0; n < rows; n++) {
            for (let e = offsets![n]!; e < offsets![n + 1]!; e++) {
              expect(into[s]![e]).toBeCloseTo(dense.into[s]![n * LATENTS + indices![e]!]!, 5)
            }
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('the gradient is added to what is there', () => {
    const codes = randomCodes(3, 6, 2)
    const { into } = gradientOf(make(0.7), codes)
    const added = gradientOf(make(0.7), codes, 2).into
    for (const [s, part] of added.entries()) {
      part.forEach((g, e) => expect(g - 2).toBeCloseTo(into[s]![e]!, 5))
    }
  })

  test('value and gradient grow with the weight in proportion', () => {
    const codes = randomCodes(3, 6, 2)
    const one = gradientOf(make(0.5), codes)
    const three = gradientOf(make(1.5), codes)
    expect(three.value).toBeCloseTo(3 * one.value, 10)
    three.into[0]!.forEach((g, e) => expect(g).toBeCloseTo(3 * one.into[0]![e]!, 5))
    expect(gradientOf(make(0), codes).value).toBe(0)
  })

  test('leaves nothing behind from batches of other shapes', () => {
    const used = make(0.7)
    gradientOf(used, randomCodes(1, 3, 3))
    for (const rows of [6, 2, 9]) gradientOf(used, randomCodes(rows, rows, 2).map(sparse))
    const codes = randomCodes(8, 7, 2).map(sparse)
    expect(gradientOf(used, codes)).toEqual(gradientOf(make(0.7), codes))
  })

  test('codes that disagree are refused', () => {
    const penalty = make(0.7)
    const part = randomCodes(1, 2, 1)[0]!
    const { offsets, indices, values } = sparse(part)
    expect(() => penalty.value([])).toThrow('codes is empty')
    expect(() => penalty.value([part, { ...part, rows: 1 }])).toThrow(
      'codes[1] is 1×12, codes[0] 2×12; all must have one shape',
    )
    expect(() => penalty.value([{ ...part, offsets }])).toThrow('codes[0] has offsets only')
    expect(() => penalty.value([{ ...part, indices }])).toThrow('codes[0] has indices only')
    expect(() =>
      penalty.value([{ ...part, values, indices, offsets: new Uint32Array(2) }]),
    ).toThrow('codes[0].offsets holds 2 entries; 2 rows need 3')
    expect(() => penalty.value([{ ...part, values: new Float32Array(23) }])).toThrow(
      'codes[0].values holds 23 entries; the codes store 24',
    )
    expect(() => penalty.gradient([part], [])).toThrow('into holds 0 arrays; 1 are needed')
    expect(() => penalty.gradient([part], [new Float32Array(3)])).toThrow(
      'into[0] holds 3 entries; the codes store 24',
    )
  })

  test('weights that are negative, infinite or NaN are refused', () => {
    for (const weight of [-1, Infinity, NaN]) expect(() => make(weight)).toThrow(`is ${weight};`)
  })

  test(`is called ${name}`, () => {
    expect(make(1).kind).toContain(name.split(',')[0])
  })
})

describe.each(rowwise)('%s', (_, make) => {
  test('a batch stacked on itself has the same value and half the gradient', () => {
    const codes = randomCodes(11, 6, 2)
    const twice = codes.map((part) => ({
      ...part,
      rows: 12,
      values: Float32Array.from([...part.values, ...part.values]),
    }))
    const one = gradientOf(make(0.7), codes)
    const two = gradientOf(make(0.7), twice)
    expect(two.value).toBeCloseTo(one.value, 10)
    one.into[1]!.forEach((g, e) => expect(two.into[1]![e]).toBeCloseTo(g / 2, 6))
  })

  test('codes that are off contribute exactly nothing', () => {
    const off = { rows: 3, latents: LATENTS, values: new Float32Array(36) }
    const { value, into } = gradientOf(make(0.7), [off, off])
    expect(value).toBe(0)
    for (const part of into) expect(part.every((g) => g === 0)).toBe(true)
  })
})

test.each(['groupLasso', 'groupLasso, smooth', 'treeGroupLasso'])(
  '%s: a group that is off changes neither value nor gradient of the others',
  (name) => {
    const codes = randomCodes(2, 6, 2)
    const penalty = makers[name]!(0.7)
    const on = (i: number) => partition.of[i] !== 1 && i < 10
    const kept = codes.map((part) => ({
      ...part,
      values: part.values.map((z, e) => (on(e % LATENTS) ? z : 0)),
    }))
    // Explicit zeros against entries that are not stored at all.
    const zeros = gradientOf(penalty, kept)
    const absent = gradientOf(penalty, kept.map(sparse))
    expect(zeros.value).toBeCloseTo(absent.value, 12)
    zeros.into[0]!.forEach((g, e) => expect(on(e % LATENTS) || g === 0).toBe(true))
  },
)
