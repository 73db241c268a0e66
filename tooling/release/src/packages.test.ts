import { expect, it } from 'vitest'
import { closure, publishable } from './packages.ts'

const named = (name: string, ...dependencies: string[]) => ({
  folder: name,
  manifest: {
    name,
    exports: {},
    dependencies: Object.fromEntries(dependencies.map((d) => [d, '1'])),
  },
})

it('reaches through dependencies, and leaves out what is not of the workspace', () => {
  const packages = [named('a', 'b', 'zod'), named('b', 'c'), named('c', 'b'), named('d')]
  expect(closure('a', packages)).toEqual(['a', 'b', 'c'])
  expect(closure('d', packages)).toEqual(['d'])
})

it('finds the packages that stand alone, without any dependency', () => {
  const alone = publishable().filter(({ manifest }) => !manifest.dependencies)
  expect(alone.map(({ manifest }) => manifest.name)).toEqual(
    expect.arrayContaining(['@cmgsae/masking', '@cmgsae/regularizers']),
  )
})
