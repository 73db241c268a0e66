import { expect, it } from 'vitest'
import { testAdapter } from '@cmgsae/adapter/testing'
import { allclose } from '@cmgsae/vitest'
import { batchedAdapter } from './batched-adapter.ts'
import { checkTemplates, checkTexts, fillTemplate, withPrompts } from './prompts.ts'

const directions: Readonly<Record<string, number[]>> = {
  a: [1, 0],
  'not a': [0, 1],
  b: [3, 4],
  'not b': [4, 3],
}

function words(seen: string[] = []) {
  return batchedAdapter<string, readonly string[]>({
    modality: 'text',
    modelId: 'toy',
    width: 2,
    batchSize: 3,
    prepare: async (texts) => texts,
    async run(texts) {
      seen.push(...texts)
      return Float32Array.from(texts.flatMap((text) => directions[text] ?? [text.length, 1]))
    },
    dispose: async () => {},
  })
}

it('averages the unit vectors of the prompts, and scales the mean to unit length', async () => {
  const seen: string[] = []
  const { data } = await withPrompts(words(seen), ['{}', 'not {}']).embed(['a', 'b'])
  expect(seen).toEqual(['a', 'not a', 'b', 'not b'])
  // (1, 0) + (0, 1), and (0.6, 0.8) + (0.8, 0.6): both point along the diagonal.
  allclose(data, Array(4).fill(Math.SQRT1_2))
})

it('does not let a long vector outweigh a short one', async () => {
  const { data } = await withPrompts(words(), ['not {}', '{}']).embed(['a'])
  allclose(data, [Math.SQRT1_2, Math.SQRT1_2])
  const { data: three } = await withPrompts(words(), ['{}', '{}', 'not {}']).embed(['a'])
  allclose(three, [2 / Math.sqrt(5), 1 / Math.sqrt(5)])
})

it('passes the conformance suite, with more texts than one call of the inner adapter takes', async () => {
  const inputs = Array.from({ length: 130 }, (_, i) => 'x'.repeat(i))
  await testAdapter(withPrompts(words(), ['{}', 'a {}', '{} of {}']), {
    inputs: inputs.slice(0, 5),
  })
  const reports: number[] = []
  const { rows } = await withPrompts(words(), ['{}', 'a {}']).embed(inputs, {
    onProgress: ({ done, total }) => {
      expect(total).toBe(130)
      reports.push(done)
    },
  })
  expect(rows).toBe(130)
  expect(reports).toEqual(reports.toSorted((a, b) => a - b))
  expect(reports.at(-1)).toBe(130)
  expect(reports.indexOf(130)).toBe(reports.length - 1)
})

it('fills every hole, and takes a text with a dollar sign as it is', () => {
  expect(fillTemplate('{} and {}', "$& $1 $'")).toBe("$& $1 $' and $& $1 $'")
})

it('refuses templates without a place for the text, and inputs that are not texts', () => {
  expect(() => checkTemplates([])).toThrow('templates is empty')
  expect(() => checkTemplates(['{}', 'a photo'])).toThrow("the template 'a photo' has no {}")
  expect(() => checkTexts(['a', 7], 10)).toThrow('text 11 is 7, it must be a string')
})
