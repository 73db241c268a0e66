import { expect, it } from 'vitest'
import type { SteeredModality } from '../../engine/types.ts'
import { change, inWords, times } from './in-words.ts'

const modality = (target: number, others: number) =>
  ({ drift: { target, others } }) as SteeredModality
const names = ['image', 'audio']
const classes = ['cat', 'dog']

it('names the targets and what moved beside them', () => {
  const modalities = { image: modality(0.3125, 0.05), audio: modality(-0.25, 0.07) }
  expect(inWords({ modalities, targets: [1] }, names, classes)).toBe(
    'dog moves by +0.31 in image and −0.25 in audio; every other class by 0.06 on average.',
  )
  expect(inWords({ modalities, targets: [0, 1] }, names, classes)).toMatch(/^cat and dog move by/)
})

it('says so where no class is meant', () => {
  const modalities = { image: modality(NaN, 0.1), audio: modality(NaN, 0.2) }
  expect(inWords({ modalities, targets: [] }, names, classes)).toBe(
    'No class goes with these concepts. The classes move by 0.15 on average.',
  )
})

it('writes amounts with a true minus and no needless digits', () => {
  expect([times(-1.5), times(2), change(0), change(-0.004)]).toEqual([
    '−1.5×',
    '2×',
    '0.00',
    '0.00',
  ])
})
