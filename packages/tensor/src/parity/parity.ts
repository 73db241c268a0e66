import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Backend } from '../backend.ts'
import { createReference } from '../reference/index.ts'
import { encodeParity } from './encode.ts'
import { hardParity } from './hard.ts'
import { matrixParity } from './matrices.ts'
import { relativeDistance } from './relative-distance.ts'
import { sparseParity } from './sparse.ts'
import { trainingParity } from './training.ts'
import { viewParity } from './view.ts'

/** Runs a script on the reference and on the backend under test and compares what it returns. */
export type Compare = (
  script: (backend: Backend) => Promise<readonly ArrayLike<number>[]>,
  tolerance?: number,
) => Promise<void>

/** What a backend cannot do for reasons outside of it. */
export interface ParityLimits {
  /** Why numbers below 2⁻¹²⁶ count as zero; tests of selections among them are then skipped. */
  readonly subnormals?: string
  /** Kernels are compiled for every shape, which takes long: the largest shapes only. */
  readonly slow?: boolean
}

/**
 * The tests every backend passes: each op gives what the reference gives, within 1e-5 of the largest
 * entry (float32 sums in another order), supports and ties exactly.
 * @param missing why the backend cannot run here; its tests are then skipped under that name
 */
export function parity(
  name: string,
  createBackend: () => Promise<Backend>,
  missing?: string,
  limits: ParityLimits = {},
): void {
  const title = missing === undefined ? name : `${name}: ${missing}`
  describe.skipIf(missing !== undefined)(title, () => {
    const reference = createReference()
    let backend: Backend
    beforeAll(async () => {
      backend = await createBackend()
    })
    afterAll(() => backend.dispose())

    const compare: Compare = async (script, tolerance = 1e-5) => {
      const expected = await script(reference)
      const actual = await script(backend)
      for (let i = 0; i < expected.length; i++) {
        const distance = relativeDistance(actual[i]!, expected[i]!)
        expect(distance, `result ${i}`).toBeLessThanOrEqual(tolerance)
      }
    }
    matrixParity(compare)
    encodeParity(compare, limits)
    hardParity(compare, limits)
    viewParity(compare)
    sparseParity(compare, limits)
    trainingParity(compare, limits)
  })
}
