import { expect, test } from 'vitest'
import { chain } from './chain.ts'
import { RegularizerError } from './errors.ts'
import { l1 } from './l1.ts'
import { warmup } from './warmup.ts'

const codes = [{ rows: 1, latents: 2, values: Float32Array.of(1, -3) }]

test('the weight rises in a straight line to 1 at `until`', () => {
  const penalty = warmup(l1({ weight: 1 }), { until: 0.4 })
  const values = [0, 0.1, 0.2, 0.4, 1].map((progress) => penalty.value(codes, { progress }))
  expect(values).toEqual([0, 1, 2, 4, 4])
  expect(penalty.value(codes)).toBe(4)
  expect(warmup(l1({ weight: 1 })).value(codes, { progress: 0.1 })).toBe(2)
  expect(warmup(l1({ weight: 1 }), { until: 0 }).value(codes, { progress: 0 })).toBe(4)
})

test('gradient and proximal step carry the factor of the moment', () => {
  const penalty = warmup(l1({ weight: 1 }), (progress) => progress ** 2)
  const into = [Float32Array.of(10, 10)]
  expect(penalty.gradient(codes, into, { progress: 0.5 })).toBe(1)
  expect([...into[0]!]).toEqual([10.25, 9.75])
  penalty.gradient(codes, into, { progress: 0 })
  expect([...into[0]!]).toEqual([10.25, 9.75])
  const moved = [{ ...codes[0]!, values: codes[0]!.values.slice() }]
  penalty.prox!(moved, 2, { progress: 0.5 })
  expect([...moved[0]!.values]).toEqual([0.5, -2.5])
})

test('chain passes the context on', () => {
  const penalty = chain(warmup(l1({ weight: 1 }), { until: 1 }), l1({ weight: 1 }))
  expect(penalty.value(codes, { progress: 0.5 })).toBe(6)
  const into = [new Float32Array(2)]
  expect(penalty.gradient(codes, into, { progress: 0.5 })).toBe(6)
  expect([...into[0]!]).toEqual([1.5, -1.5])
  const moved = [{ ...codes[0]!, values: codes[0]!.values.slice() }]
  penalty.prox!(moved, 1, { progress: 0.5 })
  expect([...moved[0]!.values]).toEqual([0, -1.5])
})

test('schedules and chains that say nothing are refused', () => {
  expect(() => warmup(l1({ weight: 1 }), { until: 1.5 })).toThrow('until is 1.5')
  const penalty = warmup(l1({ weight: 1 }), () => NaN)
  expect(() => penalty.value(codes)).toThrow('the schedule at progress 1 is NaN')
  expect(() => chain()).toThrow('chain is empty')
})

test('errors are recognised across installs', () => {
  expect(RegularizerError.isInstance(new RegularizerError('x'))).toBe(true)
  expect(RegularizerError.isInstance(new Error('x'))).toBe(false)
  expect(RegularizerError.isInstance('x')).toBe(false)
})
