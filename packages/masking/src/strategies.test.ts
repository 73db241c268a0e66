import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MaskBatch } from './batch.ts'
import { block } from './block.ts'
import { MaskingError } from './errors.ts'
import { independent } from './independent.ts'
import { latent } from './latent.ts'
import { mix } from './mix.ts'
import { modality } from './modality.ts'
import { none } from './none.ts'
import { shared } from './shared.ts'
import type { MaskStrategy } from './strategy.ts'

const strategies: Record<string, (rate: number) => MaskStrategy> = {
  none: () => none(),
  shared: (rate) => shared({ rate }),
  independent: (rate) => independent({ rate }),
  block: (rate) => block({ rate, length: 3 }),
  modality: () => modality(),
  mix: (rate) =>
    mix([
      [modality(), 0.7],
      [shared({ rate }), 0.3],
    ]),
}

function visibleOf(strategy: MaskStrategy, batch: MaskBatch): Uint8Array {
  const width = batch.widths.reduce((a, b) => a + b, 0)
  const visible = new Uint8Array(batch.rows * width).fill(7)
  strategy.fill(visible, batch)
  return visible
}

const batches = fc
  .record({
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    step: fc.nat(),
    rows: fc.nat(6),
    widths: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
  })
  .chain((batch) =>
    fc.record({
      batch: fc.constant(batch),
      present: fc.uint8Array({
        minLength: batch.rows * batch.widths.length,
        maxLength: batch.rows * batch.widths.length,
        max: 1,
      }),
    }),
  )
  .map(({ batch, present }): MaskBatch => ({ ...batch, present }))

describe.each(Object.entries(strategies))('%s', (_, make) => {
  test('bytes are 0 or 1, missing modalities 0, and a sample is never wholly hidden', () => {
    fc.assert(
      fc.property(batches, fc.constantFrom(0, 0.5, 0.99), (batch, rate) => {
        const visible = visibleOf(make(rate), batch)
        let at = 0
        for (let n = 0; n < batch.rows; n++) {
          let seen = 0
          let present = 0
          for (const [s, width] of batch.widths.entries()) {
            const here = batch.present![n * batch.widths.length + s]!
            present += here
            for (let j = 0; j < width; j++, at++) {
              expect(visible[at]).toBeLessThanOrEqual(here)
              seen += visible[at]!
            }
          }
          expect(seen > 0).toBe(present > 0)
        }
      }),
    )
  })

  test('any split of the batch gives the bytes of the whole', () => {
    fc.assert(
      fc.property(batches, fc.nat(6), fc.nat(1000), (batch, cut, firstRow) => {
        const whole = visibleOf(make(0.4), { ...batch, firstRow })
        const first = Math.min(cut, batch.rows)
        const flags = first * batch.widths.length
        const parts = [
          visibleOf(make(0.4), { ...batch, firstRow, rows: first }),
          visibleOf(make(0.4), {
            ...batch,
            firstRow: firstRow + first,
            rows: batch.rows - first,
            present: batch.present!.subarray(flags),
          }),
        ]
        expect([...parts[0]!, ...parts[1]!]).toEqual([...whole])
      }),
    )
  })

  test('writes nothing beyond the rows', () => {
    const visible = new Uint8Array(30).fill(7)
    make(0.5).fill(visible, { seed: 1, step: 1, rows: 2, widths: [8, 4] })
    expect([...visible.subarray(24)]).toEqual([7, 7, 7, 7, 7, 7])
    expect(visible.subarray(0, 24)).not.toContain(7)
  })

  test('refuses an array too short for the batch', () => {
    expect(() =>
      make(0.5).fill(new Uint8Array(11), { seed: 1, step: 1, rows: 3, widths: [2, 2] }),
    ).toThrow('visible holds 11 bytes; 3 rows of 4 need 12')
  })
})

describe.each(['shared', 'independent', 'block', 'mix'])('%s', (name) => {
  test('seed and step each change the mask, and the same ones repeat it', () => {
    const strategy = strategies[name]!(0.3)
    const batch = { seed: 5, step: 9, rows: 20, widths: [32, 32] }
    const visible = visibleOf(strategy, batch)
    expect(visibleOf(strategies[name]!(0.3), batch)).toEqual(visible)
    expect(visibleOf(strategy, { ...batch, seed: 6 })).not.toEqual(visible)
    expect(visibleOf(strategy, { ...batch, step: 10 })).not.toEqual(visible)
  })
})

describe.each(['shared', 'independent', 'block'])('%s', (name) => {
  test('hides the given share, at every position', () => {
    const rows = 4000
    const visible = visibleOf(strategies[name]!(0.3), { seed: 3, step: 1, rows, widths: [12, 12] })
    const hidden = new Float64Array(24)
    visible.forEach((bit, at) => (hidden[at % 24]! += 1 - bit))
    // Five standard errors of a share among 4,000 independent rows.
    for (const count of hidden) expect(Math.abs(count / rows - 0.3)).toBeLessThan(0.037)
  })

  test('rate 0 hides nothing, and a schedule follows progress', () => {
    const batch = { seed: 3, step: 1, rows: 500, widths: [40, 40] }
    expect(visibleOf(strategies[name]!(0), batch)).not.toContain(0)
    const make = (rate: (progress: number) => number) =>
      strategies[name]!(rate as unknown as number)
    const scheduled = make((progress) => 0.8 * progress)
    expect(visibleOf(scheduled, { ...batch, progress: 0 })).not.toContain(0)
    expect(visibleOf(scheduled, { ...batch, progress: 0.25 })).toEqual(
      visibleOf(strategies[name]!(0.2), batch),
    )
    expect(visibleOf(scheduled, batch)).toEqual(visibleOf(strategies[name]!(0.8), batch))
  })
})

test.each(['independent', 'block'])('%s masks of two modalities are unrelated', (name) => {
  const visible = visibleOf(strategies[name]!(0.5), {
    seed: 3,
    step: 1,
    rows: 1000,
    widths: [9, 9],
  })
  let both = 0
  visible.forEach((bit, at) => (both += at % 18 < 9 && !bit && !visible[at + 9] ? 1 : 0))
  expect(Math.abs(both / 9000 - 0.25)).toBeLessThan(0.03)
})

test('a contradictory batch is refused by its value', () => {
  const batch = { seed: 1, step: 1, rows: 2, widths: [3, 2] }
  const visible = new Uint8Array(10)
  const wrong: [Partial<MaskBatch>, string][] = [
    [{ seed: -1 }, 'seed is -1; it must be a whole number from 0 to 4294967295'],
    [{ step: 1.5 }, 'step is 1.5'],
    [{ rows: NaN }, 'rows is NaN'],
    [{ firstRow: 2 ** 32 }, 'firstRow is 4294967296'],
    [{ widths: [] }, 'widths is empty'],
    [{ widths: [3, 0] }, 'widths[1] is 0; it must be a whole number from 1 up'],
    [{ present: new Uint8Array(3) }, 'present holds 3 flags; 2 rows of 2 modalities need 4'],
    [{ progress: 1.1 }, 'progress is 1.1; it must be between 0 and 1'],
  ]
  for (const [change, message] of wrong) {
    expect(() => none().fill(visible, { ...batch, ...change })).toThrow(message)
  }
})

test('errors are recognised across installs', () => {
  expect(MaskingError.isInstance(new MaskingError('x'))).toBe(true)
  expect(MaskingError.isInstance(new Error('x'))).toBe(false)
  expect(MaskingError.isInstance(null)).toBe(false)
})

test('latent masks give both members of a pair the same latents, apart from the input mask', () => {
  const batch = { seed: 4, step: 2, rows: 300, widths: [100] }
  const visible = visibleOf(latent({ rate: 0.2 }), batch)
  expect(visibleOf(latent({ rate: 0.2 }), batch)).toEqual(visible)
  expect(visible.reduce((a, b) => a + b) / visible.length).toBeCloseTo(0.8, 1)
  const input = visibleOf(shared({ rate: 0.2 }), batch)
  const both = visible.reduce((sum, bit, at) => sum + (1 - bit) * (1 - input[at]!), 0)
  expect(Math.abs(both / visible.length - 0.04)).toBeLessThan(0.006)
  expect(latent({ rate: 0.2 }).over).toBe('latents')
  expect(() => visibleOf(latent({ rate: 0.2 }), { ...batch, widths: [2, 3] })).toThrow(
    'widths has 2 entries; a latent mask takes one, the number of latents',
  )
})

test('rates outside [0, 1) are refused when the strategy is made', () => {
  for (const make of [
    shared,
    independent,
    latent,
    (o: { rate: number }) => block({ ...o, length: 2 }),
  ]) {
    for (const rate of [-0.1, 1, NaN, Infinity]) {
      expect(() => make({ rate })).toThrow(`rate is ${rate}; it must be in [0, 1)`)
    }
  }
  expect(() => shared({ rate: (progress) => progress })).toThrow('rate(1) is 1;')
  const strategy = shared({ rate: (progress) => (progress === 0.5 ? NaN : 0) })
  expect(() =>
    strategy.fill(new Uint8Array(4), { seed: 0, step: 0, rows: 1, widths: [4], progress: 0.5 }),
  ).toThrow('rate(0.5) is NaN')
  expect(() => block({ rate: 0.1, length: 0.5 })).toThrow('length is 0.5')
})
