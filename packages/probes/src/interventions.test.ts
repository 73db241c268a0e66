import { densify, type SparseCodes } from '@cmgsae/tensor'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codesOf, matrixOf } from './codes-of.ts'
import { interventionEffect } from './intervention-effect.ts'
import { boost, set, suppress } from './interventions.ts'
import { groupLatents, groupProfile, uniformProfile } from './profile.ts'

const codes = codesOf([
  [1, 0, 2, 0],
  [0, 0, 3, 4],
])
const partition = { names: ['a', 'b'], of: Uint32Array.of(0, 0, 1, 1) }

test('boost, suppress and set edit the listed latents and nothing else', () => {
  const before = densify(codes)
  expect([...densify(boost(codes, [3, 0], 2))]).toEqual([3, 0, 2, 2, 2, 0, 3, 6])
  expect(suppress(codes, [2, 0])).toEqual({
    ...codesOf([
      [0, 0, 0, 0],
      [0, 0, 0, 4],
    ]),
    indices: expect.anything(),
    values: expect.anything(),
  })
  expect([...densify(set(codes, [1, 3], 5))]).toEqual([1, 5, 2, 5, 0, 5, 3, 5])
  expect(densify(codes)).toEqual(before)
})

test('a profile boost adds the class’s mean code within the group', () => {
  const profile = groupProfile(codes, partition, 'b', [1])
  expect(profile).toEqual({ latents: Uint32Array.of(2, 3), values: Float32Array.of(3, 4) })
  expect([...groupProfile(codes, partition, 1).values]).toEqual([2.5, 2])
  expect([...densify(boost(codes, profile, 0.5))]).toEqual([1, 0, 3.5, 2, 0, 0, 4.5, 6])
})

test('edited codes stay well formed, and a boost undone is no boost', () => {
  const row = fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 5, maxLength: 5 })
  const latents = fc.uniqueArray(fc.nat(4))
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), latents, (rows, chosen) => {
      const original = codesOf(rows)
      const boosted = boost(original, chosen, 3)
      for (let n = 0; n < boosted.rows; n++) {
        const own = boosted.indices.subarray(boosted.offsets[n], boosted.offsets[n + 1])
        expect([...own]).toEqual([...own].sort((a, b) => a - b))
      }
      expect(densify(boost(boosted, uniformProfile(chosen), -3))).toEqual(densify(original))
    }),
  )
})

test('refuses what does not exist', () => {
  expect(() => boost(codes, [4])).toThrow(/latent 4.*have 4/)
  expect(() => boost(codes, [0], NaN)).toThrow(/boost of NaN/)
  expect(() => set(codes, [0], Infinity)).toThrow(/Infinity/)
  expect(() => groupLatents(partition, 'c')).toThrow(/group c .* 2 groups begin with a, b/)
  expect(() => groupProfile(codes, partition, 'a', [])).toThrow(/one or more samples/)
})

const atoms: Record<string, number[][]> = {
  image: [
    [1, 0],
    [0.5, 0],
    [0, 1],
    [0, 1],
  ],
  text: [
    [2, 0],
    [2, 0],
    [0, 1],
    [0, 1],
  ],
}
const model = {
  async decode(batch: SparseCodes, modality: string) {
    const dense = densify(batch)
    const rows = Array.from({ length: batch.rows }, (_, n) =>
      [0, 1].map((j) =>
        atoms[modality]!.reduce((sum, atom, i) => sum + dense[n * 4 + i]! * atom[j]!, 0),
      ),
    )
    return matrixOf(rows)
  },
}
const targets = {
  image: matrixOf([
    [1, 0],
    [-1, 0],
  ]),
  text: matrixOf([
    [1, 0],
    [-1, 0],
  ]),
}

test('the effect is the change toward the target minus the change toward others, per unit', async () => {
  const start = codesOf([[0, 0, 1, 0]])
  const profile = { latents: Uint32Array.of(0, 1), values: Float32Array.of(0.5, 0) }
  const { boosted, randomGroup, flipped } = await interventionEffect(model, {
    codes: start,
    profile,
    amount: 2,
    targets,
    target: 0,
    partition,
  })
  // Image goes from (0, 1) to (1, 1), text to (2, 1); the classes are ±(1, 0) about their mean 0.
  expect(boosted.image!.target).toBeCloseTo(Math.SQRT1_2, 6)
  expect(boosted.image!.others).toBeCloseTo(-Math.SQRT1_2, 6)
  expect(boosted.image!.effect).toBeCloseTo(Math.SQRT1_2, 6)
  expect(boosted.text!.effect).toBeCloseTo(2 / Math.sqrt(5), 6)
  expect(flipped.image!.effect).toBeCloseTo(-Math.SQRT1_2, 6)
  // The only other group points along (0, 1).
  expect(randomGroup.image!.effect).toBe(0)
})

test('refuses a target that is no class and a boost of nothing', async () => {
  const options = { codes, profile: uniformProfile([0]), targets, target: 2, partition }
  await expect(interventionEffect(model, options)).rejects.toThrow(/target class 2 of image/)
  await expect(interventionEffect(model, { ...options, target: 0, amount: 0 })).rejects.toThrow(
    /boost of 0/,
  )
  const everything = { ...options, target: 0, profile: uniformProfile([0, 1, 2, 3]) }
  await expect(interventionEffect(model, everything)).rejects.toThrow(/only 0 others/)
})
