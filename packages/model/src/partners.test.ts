import { createRandom } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { partnerIds } from './partners.ts'

it('gives coinciding columns one id, also after float16 rounding, and others their own', () => {
  const random = createRandom(2)
  const width = 64
  const stride = width + 3
  const x = Float32Array.from({ length: 5 * stride }, () => random.normal())
  const copy = (from: number, to: number, error: number) => {
    for (let j = 0; j < width; j++) x[to * stride + 3 + j] = x[from * stride + 3 + j]! * (1 + error)
  }
  copy(0, 3, 0)
  copy(1, 4, 5e-4)
  const ids = new Int32Array(5)
  partnerIds(x, 5, stride, { x: 3, w: 0, width }, ids)
  expect([...ids]).toEqual([0, 1, 2, 0, 1])
})

it('takes samples that lack the modality for no partners of one another', () => {
  const x = Float32Array.of(1, 2, 0, 0, 1, 2, 0, 0)
  const ids = new Int32Array(4)
  partnerIds(x, 4, 2, { x: 0, w: 0, width: 2 }, ids)
  expect([...ids]).toEqual([0, -1, 0, -1])
})
