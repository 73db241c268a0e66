import { expect, test } from 'vitest'
import { word } from './hash.ts'
import { block, independent, none, shared, type MaskBatch, type MaskStrategy } from './index.ts'

/** What a kernel draws from seeds. */
function draw(strategy: MaskStrategy, batch: MaskBatch): Uint8Array | null {
  const { rows, widths, present } = batch
  const keys = new Int32Array(rows * widths.length)
  const threshold = strategy.seeds!(keys, batch)
  if (threshold === null) return null
  const visible: number[] = []
  for (let n = 0; n < rows; n++) {
    for (const [s, width] of widths.entries()) {
      const there = present?.[n * widths.length + s] !== 0
      for (let j = 0; j < width; j++) {
        const hidden = word(keys[n * widths.length + s]!, j) >>> 1 < threshold
        visible.push(there && !hidden ? 1 : 0)
      }
    }
  }
  return Uint8Array.from(visible)
}

const equal: MaskBatch = { seed: 7, step: 3, rows: 20, firstRow: 5, widths: [64, 64, 64] }
const missing = { ...equal, present: Uint8Array.from({ length: 60 }, (_, i) => (i % 7 ? 1 : 0)) }
const unequal = { ...equal, widths: [64, 40] }

test('seeds draw what fill writes', () => {
  for (const strategy of [none(), independent({ rate: 0.4 }), shared({ rate: 0.4 })]) {
    for (const batch of [equal, missing, unequal]) {
      const drawn = draw(strategy, batch)
      if (strategy.kind === 'shared' && batch === unequal) expect(drawn).toBeNull()
      else {
        const visible = new Uint8Array(drawn!.length)
        strategy.fill(visible, batch)
        expect(drawn).toEqual(visible)
      }
    }
  }
  expect(block({ rate: 0.3, length: 4 }).seeds).toBeUndefined()
})
