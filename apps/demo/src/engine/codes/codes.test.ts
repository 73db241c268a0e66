import type { SparseCodes } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { byConcept } from './by-concept.ts'
import { groupCodes } from './group-codes.ts'
import { codeRow, describeCode, rowNorms } from './rows.ts'

// Rows: {0: 3, 2: 4}, {}, {1: 1, 2: 2, 3: 2}.
const codes: SparseCodes = {
  rows: 3,
  latents: 4,
  offsets: Uint32Array.of(0, 2, 2, 5),
  indices: Uint32Array.of(0, 2, 1, 2, 3),
  values: Float32Array.of(3, 4, 1, 2, 2),
}
const partition = { names: ['a', 'b', 'none'], of: Uint32Array.of(0, 1, 0, 1) }

it('turns codes on their side', () => {
  expect(byConcept(codes)).toEqual({
    offsets: Uint32Array.of(0, 1, 2, 4, 5),
    samples: Uint32Array.of(0, 2, 0, 2, 2),
    values: Float32Array.of(3, 1, 4, 2, 2),
  })
})

it('takes the norm of each group that fires', () => {
  const groups = groupCodes(codes, partition)
  expect([...groups.offsets]).toEqual([0, 1, 1, 3])
  expect([...groups.indices.subarray(0, 3)]).toEqual([0, 0, 1])
  expect([...groups.values.subarray(0, 3)]).toEqual([5, 2, Math.fround(Math.sqrt(5))])
})

it('tells one row, in arrays of its own', () => {
  const code = describeCode(codeRow(codes, 2), partition)
  expect([...code.indices]).toEqual([1, 2, 3])
  expect([...code.groups]).toEqual([2, Math.fround(Math.sqrt(5)), 0])
  expect(code.values.buffer).not.toBe(codes.values.buffer)
  expect([...rowNorms(codes)]).toEqual([5, 0, 3])
})
