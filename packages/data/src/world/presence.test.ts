import { expect, it } from 'vitest'
import { row } from '@cmgsae/tensor'
import { allclose } from '@cmgsae/vitest'
import { conceptWorld } from './concept-world.ts'

const norm = (v: Float32Array) => Math.hypot(...v)
const three = [
  { name: 'image', width: 48 },
  { name: 'audio', width: 64 },
  { name: 'touch', width: 20 },
]

it('gives each sample two of three modalities with pairsOnly, every pair about equally', () => {
  const world3 = conceptWorld({ samples: 600, modalities: three, pairsOnly: true })
  const pairs: Record<string, number> = {}
  for (let n = 0; n < 600; n++) {
    const here = world3.present.subarray(n * 3, n * 3 + 3)
    pairs[here.join('')] = (pairs[here.join('')] ?? 0) + 1
    here.forEach((there, s) =>
      expect(norm(row(world3.modalities[s]!.embeddings, n))).toBeCloseTo(there, 5),
    )
  }
  expect(Object.keys(pairs).toSorted()).toEqual(['011', '101', '110'])
  for (const count of Object.values(pairs)) expect(Math.abs(count - 200)).toBeLessThan(52)
})

it('drops modalities at the rate of `missing`, never all, and changes nothing else', () => {
  const options = { samples: 600, modalities: three }
  const full = conceptWorld(options)
  const holed = conceptWorld({ ...options, missing: 0.5 })
  expect(holed.activations).toEqual(full.activations)
  const kept = holed.present.filter((there) => there === 1).length / 1800
  // 1/2 each, plus one of three in the eighth of samples that lost all.
  expect(Math.abs(kept - (0.5 + 1 / 24))).toBeLessThan(0.05)
  for (let n = 0; n < 600; n++) {
    expect(holed.present.subarray(n * 3, n * 3 + 3)).toContain(1)
    for (const s of [0, 1, 2].filter((t) => holed.present[n * 3 + t] === 1)) {
      allclose(row(holed.modalities[s]!.embeddings, n), row(full.modalities[s]!.embeddings, n))
    }
  }
})
