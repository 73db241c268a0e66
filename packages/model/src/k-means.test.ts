import { createRandom, matrix } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { sphericalKMeans } from './k-means.ts'

it('finds well separated directions, whatever the lengths', async () => {
  const random = createRandom(1)
  const x = matrix(60, 8)
  for (let n = 0; n < 60; n++) {
    const length = 0.1 + 5 * random.uniform()
    for (let j = 0; j < 8; j++) {
      x.data[n * 8 + j] = length * ((j === n % 3 ? 1 : 0) + 0.05 * random.normal())
    }
  }
  const clusters = await sphericalKMeans(x, 3, { seed: 4 })
  for (let n = 3; n < 60; n++) expect(clusters[n]).toBe(clusters[n % 3])
  expect(new Set(clusters).size).toBe(3)
})
