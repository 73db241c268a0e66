import { expect, it } from 'vitest'
import type { Edit } from '../../engine/types.ts'
import { inOrder, readEdits, startingEdits, writeEdits } from './edit-list.ts'

const edits: Edit[] = [
  { kind: 'set', target: { kind: 'latent', index: 41 }, amount: 0.5 },
  { kind: 'boost', target: { kind: 'group', index: 3 }, amount: -1.5 },
  { kind: 'suppress', target: { kind: 'class', index: 2 }, amount: 0 },
  { kind: 'boost', target: { kind: 'group', index: 0 }, amount: 0 },
]

it('writes edits in letters that an address leaves as they are, and reads them again', () => {
  const text = writeEdits(edits)
  expect(text).toBe('l41-set0.5_g3-add-1.5_c2-off_g0-add0')
  expect(new URLSearchParams({ edits: text }).toString()).toBe(`edits=${text}`)
  expect(readEdits(text)).toEqual(edits)
  expect(readEdits('')).toEqual([])
  expect(writeEdits([{ ...edits[1]!, amount: 0.1 + 0.2 }])).toBe('g3-add0.3')
})

it('keeps what it can read of an address, within what a slider can say', () => {
  expect(
    readEdits('g1-add99_x2-add1_g-add1_g2-blow3_l3-set-2').map(({ amount }) => amount),
  ).toEqual([5, 0])
})

it('applies what is added, then what is off, then what is set, and no slider at rest', () => {
  expect(inOrder(edits).map(({ kind }) => kind)).toEqual(['boost', 'suppress', 'set'])
  expect(inOrder(edits)[0]!.target.index).toBe(3)
})

it('starts with the strongest groups, at rest', () => {
  const starting = startingEdits(Float32Array.of(0, 2, 0.5, 3), 4)
  expect(starting.map(({ target }) => target.index)).toEqual([3, 1, 2])
  expect(inOrder(starting)).toEqual([])
})
