import { expect, it } from 'vitest'
import { DataError } from '../errors.ts'
import { conceptWorld } from './concept-world.ts'
import type { WorldOptions } from './world-options.ts'

const pair = (a: string, b: string, width = 8) => [
  { name: a, width },
  { name: b, width },
]

it.each<[WorldOptions, string]>([
  [{ samples: 0 }, 'samples is 0, it must be a whole number ≥ 1'],
  [{ samples: 2.5 }, 'samples is 2.5'],
  [{ seed: -1 }, 'seed is -1, it must be a whole number from 0 to 4294967295'],
  [{ active: 0.5 }, 'active is 0.5, it must be from 1 to 20'],
  [{ noise: NaN }, 'noise is NaN, it must be a finite number ≥ 0'],
  [{ gap: -1 }, 'gap is -1'],
  [{ zipf: Infinity }, 'zipf is Infinity'],
  [{ jitter: -0.1 }, 'jitter is -0.1'],
  [{ private: 1 }, 'private is 1, it must be from 0 to 0.9'],
  [{ alignment: 1.1 }, 'alignment is 1.1'],
  [{ missing: 1 }, 'missing is 1, it must be ≥ 0 and below 1'],
  [{ missing: 0.2, pairsOnly: true }, 'missing is 0.2, it must be 0 when pairsOnly is set'],
  [{ modalities: [{ name: 'image', width: 8 }] }, 'modalities is 1, it must be at least 2'],
  [{ modalities: pair('x', 'x') }, "modalities[1].name is 'x', it must be a name of its own"],
  [{ modalities: pair('', 'x') }, "modalities[0].name is ''"],
  [{ modalities: pair('a', 'b', 1) }, 'modalities[0].width is 1, it must be a whole number ≥ 2'],
])('refuses %o', (options, message) => {
  let thrown: unknown
  try {
    conceptWorld(options)
  } catch (error) {
    thrown = error
  }
  expect(DataError.isInstance(thrown)).toBe(true)
  expect((thrown as Error).message).toContain(`concept world: ${message}`)
})
