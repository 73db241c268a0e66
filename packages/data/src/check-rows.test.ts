import { matrix } from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { checkRows, createRowCheck } from './check-rows.ts'
import { DataError } from './errors.ts'

function table(rows: number, spoil: Record<number, number[]>) {
  const m = matrix(rows, 2, new Float32Array(rows * 2).fill(1))
  for (const [row, values] of Object.entries(spoil)) m.data.set(values, Number(row) * 2)
  return m
}

describe('checkRows', () => {
  it('takes what is usable, however small or large', () => {
    expect([...checkRows(table(3, { 1: [1e-45, 0], 2: [3.4e38, -3.4e38] }))]).toEqual([1, 1, 1])
  })

  it('names the first bad row and counts all of them by kind', () => {
    const bad = table(2000, { 1234: [1, NaN], 1500: [0, 0], 1501: [-Infinity, 1], 1999: [NaN, 2] })
    expect(() => checkRows(bad, { name: 'a.npy' })).toThrow(
      'a.npy: row 1234 (counted from 0, as in numpy) holds NaN; 4 of 2000 rows cannot be used ' +
        '(2 with NaN, 1 with only zeros, 1 with an infinite value): drop them from every file',
    )
    expect(() => checkRows(table(3, { 2: [0, 0] }))).toThrow(
      'row 2 (counted from 0, as in numpy) holds only zeros',
    )
  })

  it('points to allowMissing where a row is NaN throughout, and obeys it', () => {
    const missing = table(3, { 1: [NaN, NaN] })
    expect(() => checkRows(missing)).toThrow(
      'pass allowMissing (on the command line --allow-missing) where NaN means a missing modality',
    )
    expect([...checkRows(missing, { allowMissing: true })]).toEqual([1, 0, 1])
    const part = table(3, { 1: [NaN, 1] })
    expect(() => checkRows(part, { allowMissing: true })).toThrow('row 1 ')
    expect(() => checkRows(part)).not.toThrow('allowMissing')
  })

  it('counts rows over batches', () => {
    const check = createRowCheck(4, { name: 's' })
    check.add(Float32Array.of(1, 1, 1, 1), 2, 0)
    check.add(Float32Array.of(1, 1, Infinity, 1), 2, 2)
    expect(() => check.finish()).toThrow(DataError)
    expect(() => check.finish()).toThrow(
      's: row 3 (counted from 0, as in numpy) holds an infinite value; 1 of 4',
    )
  })
})
