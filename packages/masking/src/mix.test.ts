import { expect, test } from 'vitest'
import { independent } from './independent.ts'
import { latent } from './latent.ts'
import { mix } from './mix.ts'
import { modality } from './modality.ts'
import { none } from './none.ts'
import { shared } from './shared.ts'
import type { MaskStrategy } from './strategy.ts'

const ROWS = 4000
const WIDTHS = [20, 20, 20]

/**
 * Share of the samples whose visible bytes satisfy a condition. Tests ask for one decimal, ±0.05:
 * six standard errors of a share among 4,000 independent rows.
 */
function share(
  strategy: MaskStrategy,
  condition: (row: Uint8Array) => boolean,
  present?: Uint8Array,
): number {
  const visible = new Uint8Array(ROWS * 60)
  strategy.fill(visible, { seed: 7, step: 11, rows: ROWS, widths: WIDTHS, present })
  let count = 0
  for (let n = 0; n < ROWS; n++) if (condition(visible.subarray(n * 60, (n + 1) * 60))) count++
  return count / ROWS
}

const part = (row: Uint8Array, s: number) => row.subarray(s * 20, (s + 1) * 20)
const seen = (row: Uint8Array, s: number) => part(row, s).reduce((a, b) => a + b, 0)
const hides = (s: number) => (row: Uint8Array) =>
  [0, 1, 2].every((other) => seen(row, other) === (other === s ? 0 : 20))

test('modality hides one whole modality, uniformly drawn, its partners fully visible', () => {
  for (const s of [0, 1, 2]) expect(share(modality(), hides(s))).toBeCloseTo(1 / 3, 1)
})

test('modality draws by its weights, of any scale', () => {
  const weighted = modality({ hide: [6, 0, 2] })
  expect(share(weighted, hides(0))).toBeCloseTo(0.75, 1)
  expect(share(weighted, hides(1))).toBe(0)
  expect(share(weighted, hides(2))).toBeCloseTo(0.25, 1)
})

test('modality draws among the modalities present and spares a sample with one', () => {
  const pair = Uint8Array.from({ length: ROWS * 3 }, (_, f) => (f % 3 === 1 ? 0 : 1))
  const only = (s: number) => (row: Uint8Array) =>
    [0, 1, 2].every((other) => seen(row, other) === (other === s ? 20 : 0))
  expect(share(modality(), only(0), pair)).toBeCloseTo(0.5, 1)
  expect(share(modality(), only(2), pair)).toBeCloseTo(0.5, 1)
  const single = Uint8Array.from({ length: ROWS * 3 }, (_, f) => (f % 3 === 1 ? 1 : 0))
  expect(share(modality(), only(1), single)).toBe(1)
  // The one drawable modality is missing: nothing is hidden.
  const both = (row: Uint8Array) => seen(row, 0) === 20 && seen(row, 2) === 20
  expect(share(modality({ hide: [0, 1, 0] }), both, pair)).toBe(1)
})

test('mix draws by its weights, of any scale: the masks of the preset `views`', () => {
  const views = mix([
    [modality(), 7],
    [shared({ rate: 0.3 }), 3],
  ])
  const one = (row: Uint8Array) => [0, 1, 2].some((s) => hides(s)(row))
  expect(share(views, one)).toBeCloseTo(0.7, 1)
  const repeated = (row: Uint8Array) => part(row, 1).join() === part(row, 0).join()
  expect(share(views, (row) => !one(row) && repeated(row))).toBeCloseTo(0.3, 1)
})

test('a nested mix draws independently of the one around it', () => {
  const hide = (s: number) => modality({ hide: [0, 1, 2].map((other) => (other === s ? 1 : 0)) })
  const nested = mix([
    [
      mix([
        [hide(0), 1],
        [hide(1), 1],
      ]),
      1,
    ],
    [hide(2), 1],
  ])
  expect(share(nested, hides(0))).toBeCloseTo(0.25, 1)
  expect(share(nested, hides(1))).toBeCloseTo(0.25, 1)
  expect(share(nested, hides(2))).toBeCloseTo(0.5, 1)
})

test('a part of weight 0 is never drawn', () => {
  const all = (row: Uint8Array) => !row.includes(0)
  expect(
    share(
      mix([
        [modality(), 0],
        [none(), 0.1],
        [modality(), 0],
      ]),
      all,
    ),
  ).toBe(1)
})

test('mixes and weights that say nothing are refused', () => {
  expect(() => mix([])).toThrow('mix is empty; give it [strategy, weight] pairs')
  expect(() => mix([[none(), -1]])).toThrow('mix weights[0] is -1')
  expect(() => mix([[none(), 0]])).toThrow('mix weights is [0]; one must be above 0')
  expect(() =>
    mix([
      [independent({ rate: 0.1 }), 1],
      [latent({ rate: 0.1 }), 1],
    ]),
  ).toThrow('mix of independent and latent; one hides entries, the other latents')
  expect(() => modality({ hide: [1, NaN] })).toThrow('hide[1] is NaN')
  expect(() => modality({ hide: [0, 0] })).toThrow('hide is [0, 0]; one must be above 0')
  expect(() => share(modality({ hide: [1, 1] }), () => true)).toThrow(
    'hide has 2 weights; a batch of 3 modalities needs 3',
  )
})
