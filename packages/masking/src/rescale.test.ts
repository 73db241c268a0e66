import { expect, test } from 'vitest'
import { rescale } from './rescale.ts'

test('entries present over entries visible, by hand', () => {
  const visible = Uint8Array.from('111111 101001 000010 000000'.replaceAll(' ', ''), Number)
  // All six; three of six; one of the two present; nothing there at all.
  const present = Uint8Array.from([1, 1, 1, 1, 0, 1, 0, 0])
  const out = new Float32Array(5).fill(9)
  rescale(visible, { seed: 0, step: 0, rows: 4, widths: [4, 2], present }, out)
  expect([...out]).toEqual([1, 2, 2, 0, 9])
})

test('an array too short is refused', () => {
  const batch = { seed: 0, step: 0, rows: 3, widths: [1] }
  expect(() => rescale(new Uint8Array(3), batch, new Float32Array(2))).toThrow(
    'out holds 2 numbers; 3 rows need 3',
  )
})
